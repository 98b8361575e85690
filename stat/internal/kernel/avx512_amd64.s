#include "textflag.h"

// The kernels on vectors of eight numbers; what is left over is one vector of
// which the mask K1 says how much exists: the rest is neither read nor written.

#define WIDTH 64
#define V0 Z0
#define V1 Z1
#define V2 Z2
#define V4 Z4
#define V5 Z5
#define V6 Z6
#define V7 Z7
#define V8 Z8
#define V9 Z9
#define V10 Z10
#define V11 Z11
#define V12 Z12
#define T0 Z0
#define T1 Z1
#define T2 Z2
#define T4 Z4
#define T5 Z5
#define T6 Z6
#define T7 Z7
#define T12 Z12

// The mask of the first r numbers.
#define MASK(r) \
	MOVL $-1, DX    \
	BZHIL r, DX, DX \
	KMOVW DX, K1

// A vector that is written across two cache lines costs two; one to eight
// numbers go before, so that all others lie in one. In short slices that does
// not pay.
#define HEAD(TAIL) \
	CMPQ CX, $64 \
	JLT  body    \
	MOVQ DI, BX  \
	SHRQ $3, BX  \
	NOTQ BX      \
	ANDL $7, BX  \
	INCL BX      \
	MASK(BX)     \
	TAIL         \
	MOVQ BX, AX  \
body:

#define TAIL_BEGIN \
	SUBQ AX, CX \
	MASK(CX)
#define TAIL_END(label)
#define TAIL_LOAD(m, r) VMOVUPD.Z m, K1, r
#define TAIL_STORE(r, m) VMOVUPD r, K1, m
#define TAIL_ADD(m, a, r) VADDPD.Z m, a, K1, r
#define TAIL_SUB(m, a, r) VSUBPD.Z m, a, K1, r
#define TAIL_MUL(m, a, r) VMULPD.Z m, a, K1, r
#define TAIL_FMA(m, a, r) VFMADD231PD m, a, K1, r
#define TAIL_KEEP(a, r) VADDPD a, r, r
#define FOLD(r, x, s) \
	VEXTRACTF64X4 $1, r, s \
	VADDPD s, x, x
#define TEXT_axpy ·axpyAVX512
#define TEXT_axpy4 ·axpy4AVX512
#define TEXT_dot ·dotAVX512
#define TEXT_sum ·sumAVX512
#define TEXT_multiply ·multiplyAVX512
#define TEXT_addWeighted ·addWeightedAVX512
#define TEXT_sumWeighted ·sumWeightedAVX512
#define TEXT_sumProduct ·sumProductAVX512
#define TEXT_subtract ·subtractAVX512
#define TEXT_subtract2 ·subtract2AVX512

#include "streams_amd64.h"
