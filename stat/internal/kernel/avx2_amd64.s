#include "textflag.h"

// The kernels on vectors of four numbers; what is left over goes one by one.

#define WIDTH 32
#define V0 Y0
#define V1 Y1
#define V2 Y2
#define V4 Y4
#define V5 Y5
#define V6 Y6
#define V7 Y7
#define V8 Y8
#define V9 Y9
#define V10 Y10
#define V11 Y11
#define V12 Y12
#define T0 X0
#define T1 X1
#define T2 X2
#define T4 X4
#define T5 X5
#define T6 X6
#define T7 X7
#define T12 X12
#define HEAD(TAIL)
#define TAIL_BEGIN
#define TAIL_END(label) \
	INCQ AX     \
	CMPQ AX, CX \
	JLT  label
#define TAIL_LOAD(m, r) VMOVSD m, r
#define TAIL_STORE(r, m) VMOVSD r, m
#define TAIL_ADD(m, a, r) VADDSD m, a, r
#define TAIL_SUB(m, a, r) VSUBSD m, a, r
#define TAIL_MUL(m, a, r) VMULSD m, a, r
#define TAIL_FMA(m, a, r) VFMADD231SD m, a, r
#define TAIL_KEEP(a, r) VADDSD a, r, r
#define FOLD(r, x, s)
#define TEXT_axpy ·axpyAVX2
#define TEXT_axpy4 ·axpy4AVX2
#define TEXT_dot ·dotAVX2
#define TEXT_sum ·sumAVX2
#define TEXT_multiply ·multiplyAVX2
#define TEXT_addWeighted ·addWeightedAVX2
#define TEXT_sumWeighted ·sumWeightedAVX2
#define TEXT_sumProduct ·sumProductAVX2
#define TEXT_subtract ·subtractAVX2
#define TEXT_subtract2 ·subtract2AVX2

#include "streams_amd64.h"
