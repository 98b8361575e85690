// The streaming kernels, written once and assembled twice: avx2_amd64.s and
// avx512_amd64.s say how wide a vector is, what its registers V0 to V12 are
// called and how the numbers that make no whole vector are dealt with, then
// include this file.
//
//	WIDTH              bytes in a vector
//	TEXT_axpy ...      names of the functions
//	T0 ...             V0 ... as the instructions of the tail want them
//	HEAD(TAIL)         steps up to the first whole vector of DI, or nothing
//	TAIL_BEGIN         prepares for the CX-AX numbers left, less than a vector
//	TAIL_END(label)    back to the label while numbers are left
//	TAIL_LOAD(m, r)    r = m
//	TAIL_STORE(r, m)   m = r
//	TAIL_ADD(m, a, r)  r = a + m; TAIL_SUB and TAIL_MUL likewise
//	TAIL_FMA(m, a, r)  r += a*m
//	TAIL_KEEP(a, r)    r += a for the numbers of the tail
//	FOLD(r, x, s)      adds what r has beyond 256 bits to them, in x; spoils s
//
// CX holds the length, AX how many numbers are done. A kernel is a step on the
// vector that lies `at` bytes further, adding to `sum` if it makes a sum, and the
// same step on the tail, adding to V12. Four steps a turn, with a sum each, hide
// the latency of the additions.
#define STREAM(STEP, TAIL) \
	MOVQ CX, DX          \
	SUBQ AX, DX          \
	ANDQ $-(WIDTH/2), DX \
	JZ   afterFour       \
	ADDQ AX, DX          \
	PCALIGN $32          \
four:                    \
	STEP(0, V8)          \
	STEP(WIDTH, V9)      \
	STEP(2*WIDTH, V10)   \
	STEP(3*WIDTH, V11)   \
	ADDQ $(WIDTH/2), AX  \
	CMPQ AX, DX          \
	JLT  four            \
afterFour:               \
	MOVQ CX, DX          \
	SUBQ AX, DX          \
	ANDQ $-(WIDTH/8), DX \
	JZ   afterOne        \
	ADDQ AX, DX          \
one:                     \
	STEP(0, V8)          \
	ADDQ $(WIDTH/8), AX  \
	CMPQ AX, DX          \
	JLT  one             \
afterOne:                \
	CMPQ AX, CX          \
	JGE  finish          \
	TAIL_BEGIN           \
tail:                    \
	TAIL                 \
	TAIL_END(tail)       \
finish:

// WRITE is a stream that makes no sum.
#define WRITE(STEP, TAIL) \
	XORL AX, AX        \
	HEAD(TAIL)         \
	STREAM(STEP, TAIL) \
	VZEROUPPER

// SUM is a stream that leaves a sum in X8. It has no head: the order of its
// additions must depend on the length alone, not on where the slices lie.
// Writing the lower part of a register clears the rest.
#define SUM(STEP, TAIL) \
	VXORPD X8, X8, X8       \
	VXORPD X9, X9, X9       \
	VXORPD X10, X10, X10    \
	VXORPD X11, X11, X11    \
	VXORPD X12, X12, X12    \
	XORL AX, AX             \
	STREAM(STEP, TAIL)      \
	VADDPD V9, V8, V8       \
	VADDPD V11, V10, V10    \
	VADDPD V10, V8, V8      \
	VADDPD V12, V8, V8      \
	FOLD(V8, Y8, Y9)        \
	VEXTRACTF128 $1, Y8, X9 \
	VADDPD X9, X8, X8       \
	VHADDPD X8, X8, X8      \
	VZEROUPPER

// func axpy(y, x []float64, a float64)
#define axpyStep(at, sum) \
	VMOVUPD at(DI)(AX*8), V1         \
	VFMADD231PD at(SI)(AX*8), V0, V1 \
	VMOVUPD V1, at(DI)(AX*8)

#define axpyTail \
	TAIL_LOAD((DI)(AX*8), T1)    \
	TAIL_FMA((SI)(AX*8), T0, T1) \
	TAIL_STORE(T1, (DI)(AX*8))

TEXT TEXT_axpy(SB), NOSPLIT, $0-56
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	VBROADCASTSD a+48(FP), V0
	WRITE(axpyStep, axpyTail)
	RET

// func axpy4(y, x0, x1, x2, x3 []float64, a0, a1, a2, a3 float64)
#define axpy4Step(at, sum) \
	VMOVUPD at(DI)(AX*8), V1          \
	VFMADD231PD at(R8)(AX*8), V4, V1  \
	VFMADD231PD at(R9)(AX*8), V5, V1  \
	VFMADD231PD at(R10)(AX*8), V6, V1 \
	VFMADD231PD at(R11)(AX*8), V7, V1 \
	VMOVUPD V1, at(DI)(AX*8)

#define axpy4Tail \
	TAIL_LOAD((DI)(AX*8), T1)     \
	TAIL_FMA((R8)(AX*8), T4, T1)  \
	TAIL_FMA((R9)(AX*8), T5, T1)  \
	TAIL_FMA((R10)(AX*8), T6, T1) \
	TAIL_FMA((R11)(AX*8), T7, T1) \
	TAIL_STORE(T1, (DI)(AX*8))

TEXT TEXT_axpy4(SB), NOSPLIT, $0-152
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x0_base+24(FP), R8
	MOVQ x1_base+48(FP), R9
	MOVQ x2_base+72(FP), R10
	MOVQ x3_base+96(FP), R11
	VBROADCASTSD a0+120(FP), V4
	VBROADCASTSD a1+128(FP), V5
	VBROADCASTSD a2+136(FP), V6
	VBROADCASTSD a3+144(FP), V7
	WRITE(axpy4Step, axpy4Tail)
	RET

// func dot(x, y []float64) float64
#define dotStep(at, sum) \
	VMOVUPD at(DI)(AX*8), V1 \
	VFMADD231PD at(SI)(AX*8), V1, sum

#define dotTail \
	TAIL_LOAD((DI)(AX*8), T1) \
	TAIL_FMA((SI)(AX*8), T1, T12)

TEXT TEXT_dot(SB), NOSPLIT, $0-56
	MOVQ x_base+0(FP), DI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), SI
	SUM(dotStep, dotTail)
	VMOVSD X8, ret+48(FP)
	RET

// func sum(x []float64) float64
#define sumStep(at, sum) \
	VADDPD at(SI)(AX*8), sum, sum

#define sumTail \
	TAIL_LOAD((SI)(AX*8), T1) \
	TAIL_KEEP(T1, T12)

TEXT TEXT_sum(SB), NOSPLIT, $0-32
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	SUM(sumStep, sumTail)
	VMOVSD X8, ret+24(FP)
	RET

// func multiply(y, x, z []float64)
#define multiplyStep(at, sum) \
	VMOVUPD at(SI)(AX*8), V1    \
	VMULPD at(R8)(AX*8), V1, V1 \
	VMOVUPD V1, at(DI)(AX*8)

#define multiplyTail \
	TAIL_LOAD((SI)(AX*8), T1)    \
	TAIL_MUL((R8)(AX*8), T1, T1) \
	TAIL_STORE(T1, (DI)(AX*8))

TEXT TEXT_multiply(SB), NOSPLIT, $0-72
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	MOVQ z_base+48(FP), R8
	WRITE(multiplyStep, multiplyTail)
	RET

// func addWeighted(y, w, b []float64, a float64)
#define addWeightedStep(at, sum) \
	VADDPD at(R8)(AX*8), V0, V1      \
	VMOVUPD at(DI)(AX*8), V2         \
	VFMADD231PD at(SI)(AX*8), V1, V2 \
	VMOVUPD V2, at(DI)(AX*8)

#define addWeightedTail \
	TAIL_ADD((R8)(AX*8), T0, T1) \
	TAIL_LOAD((DI)(AX*8), T2)    \
	TAIL_FMA((SI)(AX*8), T1, T2) \
	TAIL_STORE(T2, (DI)(AX*8))

TEXT TEXT_addWeighted(SB), NOSPLIT, $0-80
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ w_base+24(FP), SI
	MOVQ b_base+48(FP), R8
	VBROADCASTSD a+72(FP), V0
	WRITE(addWeightedStep, addWeightedTail)
	RET

// func sumWeighted(y, w, b, c []float64, a float64) float64
#define sumWeightedStep(at, sum) \
	VADDPD at(R8)(AX*8), V0, V1 \
	VADDPD at(R9)(AX*8), V1, V1 \
	VMULPD at(SI)(AX*8), V1, V1 \
	VADDPD at(DI)(AX*8), V1, V2 \
	VADDPD V1, sum, sum         \
	VMOVUPD V2, at(DI)(AX*8)

#define sumWeightedTail \
	TAIL_ADD((R8)(AX*8), T0, T1) \
	TAIL_ADD((R9)(AX*8), T1, T1) \
	TAIL_MUL((SI)(AX*8), T1, T1) \
	TAIL_ADD((DI)(AX*8), T1, T2) \
	TAIL_KEEP(T1, T12)           \
	TAIL_STORE(T2, (DI)(AX*8))

TEXT TEXT_sumWeighted(SB), NOSPLIT, $0-112
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ w_base+24(FP), SI
	MOVQ b_base+48(FP), R8
	MOVQ c_base+72(FP), R9
	VBROADCASTSD a+96(FP), V0
	SUM(sumWeightedStep, sumWeightedTail)
	VMOVSD X8, ret+104(FP)
	RET

// func sumProduct(y, x, z []float64) float64
#define sumProductStep(at, sum) \
	VMOVUPD at(SI)(AX*8), V1    \
	VMULPD at(R8)(AX*8), V1, V1 \
	VADDPD at(DI)(AX*8), V1, V2 \
	VADDPD V1, sum, sum         \
	VMOVUPD V2, at(DI)(AX*8)

#define sumProductTail \
	TAIL_LOAD((SI)(AX*8), T1)    \
	TAIL_MUL((R8)(AX*8), T1, T1) \
	TAIL_ADD((DI)(AX*8), T1, T2) \
	TAIL_KEEP(T1, T12)           \
	TAIL_STORE(T2, (DI)(AX*8))

TEXT TEXT_sumProduct(SB), NOSPLIT, $0-80
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	MOVQ z_base+48(FP), R8
	SUM(sumProductStep, sumProductTail)
	VMOVSD X8, ret+72(FP)
	RET

// func subtract(y, x, b []float64, a float64)
#define subtractStep(at, sum) \
	VMOVUPD at(SI)(AX*8), V1    \
	VSUBPD V0, V1, V1           \
	VSUBPD at(R8)(AX*8), V1, V1 \
	VMOVUPD V1, at(DI)(AX*8)

#define subtractTail \
	TAIL_LOAD((SI)(AX*8), T1)    \
	VSUBPD T0, T1, T1            \
	TAIL_SUB((R8)(AX*8), T1, T1) \
	TAIL_STORE(T1, (DI)(AX*8))

TEXT TEXT_subtract(SB), NOSPLIT, $0-80
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	MOVQ b_base+48(FP), R8
	VBROADCASTSD a+72(FP), V0
	WRITE(subtractStep, subtractTail)
	RET

// func subtract2(y, x, b, c []float64, a float64)
#define subtract2Step(at, sum) \
	VMOVUPD at(SI)(AX*8), V1    \
	VSUBPD V0, V1, V1           \
	VSUBPD at(R8)(AX*8), V1, V1 \
	VSUBPD at(R9)(AX*8), V1, V1 \
	VMOVUPD V1, at(DI)(AX*8)

#define subtract2Tail \
	TAIL_LOAD((SI)(AX*8), T1)    \
	VSUBPD T0, T1, T1            \
	TAIL_SUB((R8)(AX*8), T1, T1) \
	TAIL_SUB((R9)(AX*8), T1, T1) \
	TAIL_STORE(T1, (DI)(AX*8))

TEXT TEXT_subtract2(SB), NOSPLIT, $0-104
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	MOVQ b_base+48(FP), R8
	MOVQ c_base+72(FP), R9
	VBROADCASTSD a+96(FP), V0
	WRITE(subtract2Step, subtract2Tail)
	RET
