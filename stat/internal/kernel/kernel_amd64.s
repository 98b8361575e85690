#include "textflag.h"

// All routines walk eight numbers a turn (two vectors of four), then one by one.

// func axpyAVX(y, x []float64, a float64)
TEXT ·axpyAVX(SB), NOSPLIT, $0-56
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	VBROADCASTSD a+48(FP), Y0
	XORQ AX, AX
	MOVQ CX, DX
	ANDQ $-8, DX
	JZ   axpyTail

axpyLoop:
	VMOVUPD (DI)(AX*8), Y1
	VMOVUPD 32(DI)(AX*8), Y2
	VFMADD231PD (SI)(AX*8), Y0, Y1
	VFMADD231PD 32(SI)(AX*8), Y0, Y2
	VMOVUPD Y1, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, DX
	JLT  axpyLoop

axpyTail:
	CMPQ AX, CX
	JGE  axpyDone
	VMOVSD (DI)(AX*8), X1
	VFMADD231SD (SI)(AX*8), X0, X1
	VMOVSD X1, (DI)(AX*8)
	INCQ AX
	JMP  axpyTail

axpyDone:
	VZEROUPPER
	RET

// func axpy4AVX(y, x0, x1, x2, x3 []float64, a0, a1, a2, a3 float64)
TEXT ·axpy4AVX(SB), NOSPLIT, $0-152
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x0_base+24(FP), R8
	MOVQ x1_base+48(FP), R9
	MOVQ x2_base+72(FP), R10
	MOVQ x3_base+96(FP), R11
	VBROADCASTSD a0+120(FP), Y12
	VBROADCASTSD a1+128(FP), Y13
	VBROADCASTSD a2+136(FP), Y14
	VBROADCASTSD a3+144(FP), Y15
	XORQ AX, AX
	MOVQ CX, DX
	ANDQ $-8, DX
	JZ   axpy4Tail

axpy4Loop:
	VMOVUPD (DI)(AX*8), Y1
	VMOVUPD 32(DI)(AX*8), Y2
	VFMADD231PD (R8)(AX*8), Y12, Y1
	VFMADD231PD 32(R8)(AX*8), Y12, Y2
	VFMADD231PD (R9)(AX*8), Y13, Y1
	VFMADD231PD 32(R9)(AX*8), Y13, Y2
	VFMADD231PD (R10)(AX*8), Y14, Y1
	VFMADD231PD 32(R10)(AX*8), Y14, Y2
	VFMADD231PD (R11)(AX*8), Y15, Y1
	VFMADD231PD 32(R11)(AX*8), Y15, Y2
	VMOVUPD Y1, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, DX
	JLT  axpy4Loop

axpy4Tail:
	CMPQ AX, CX
	JGE  axpy4Done
	VMOVSD (DI)(AX*8), X1
	VFMADD231SD (R8)(AX*8), X12, X1
	VFMADD231SD (R9)(AX*8), X13, X1
	VFMADD231SD (R10)(AX*8), X14, X1
	VFMADD231SD (R11)(AX*8), X15, X1
	VMOVSD X1, (DI)(AX*8)
	INCQ AX
	JMP  axpy4Tail

axpy4Done:
	VZEROUPPER
	RET

// func dotAVX(x, y []float64) float64
TEXT ·dotAVX(SB), NOSPLIT, $0-56
	MOVQ x_base+0(FP), DI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), SI
	VXORPD Y0, Y0, Y0
	VXORPD Y1, Y1, Y1
	VXORPD Y4, Y4, Y4
	VXORPD Y5, Y5, Y5
	XORQ AX, AX
	MOVQ CX, DX
	ANDQ $-16, DX
	JZ   dotReduce

dotLoop:
	VMOVUPD (DI)(AX*8), Y2
	VMOVUPD 32(DI)(AX*8), Y3
	VMOVUPD 64(DI)(AX*8), Y6
	VMOVUPD 96(DI)(AX*8), Y7
	VFMADD231PD (SI)(AX*8), Y2, Y0
	VFMADD231PD 32(SI)(AX*8), Y3, Y1
	VFMADD231PD 64(SI)(AX*8), Y6, Y4
	VFMADD231PD 96(SI)(AX*8), Y7, Y5
	ADDQ $16, AX
	CMPQ AX, DX
	JLT  dotLoop

dotReduce:
	VADDPD Y1, Y0, Y0
	VADDPD Y5, Y4, Y4
	VADDPD Y4, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VADDPD X1, X0, X0
	VHADDPD X0, X0, X0

dotTail:
	CMPQ AX, CX
	JGE  dotDone
	VMOVSD (DI)(AX*8), X1
	VFMADD231SD (SI)(AX*8), X1, X0
	INCQ AX
	JMP  dotTail

dotDone:
	VMOVSD X0, ret+48(FP)
	VZEROUPPER
	RET

// func addWeightedAVX(y, w, b []float64, a float64)
TEXT ·addWeightedAVX(SB), NOSPLIT, $0-80
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ w_base+24(FP), SI
	MOVQ b_base+48(FP), R8
	VBROADCASTSD a+72(FP), Y0
	XORQ AX, AX
	MOVQ CX, DX
	ANDQ $-8, DX
	JZ   addWeightedTail

addWeightedLoop:
	VADDPD (R8)(AX*8), Y0, Y1
	VADDPD 32(R8)(AX*8), Y0, Y2
	VMOVUPD (DI)(AX*8), Y3
	VMOVUPD 32(DI)(AX*8), Y4
	VFMADD231PD (SI)(AX*8), Y1, Y3
	VFMADD231PD 32(SI)(AX*8), Y2, Y4
	VMOVUPD Y3, (DI)(AX*8)
	VMOVUPD Y4, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, DX
	JLT  addWeightedLoop

addWeightedTail:
	CMPQ AX, CX
	JGE  addWeightedDone
	VADDSD (R8)(AX*8), X0, X1
	VMOVSD (DI)(AX*8), X3
	VFMADD231SD (SI)(AX*8), X1, X3
	VMOVSD X3, (DI)(AX*8)
	INCQ AX
	JMP  addWeightedTail

addWeightedDone:
	VZEROUPPER
	RET

// func sumWeightedAVX(y, w, b, c []float64, a float64) float64
TEXT ·sumWeightedAVX(SB), NOSPLIT, $0-112
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ w_base+24(FP), SI
	MOVQ b_base+48(FP), R8
	MOVQ c_base+72(FP), R9
	VBROADCASTSD a+96(FP), Y0
	VXORPD Y8, Y8, Y8
	VXORPD Y9, Y9, Y9
	XORQ AX, AX
	MOVQ CX, DX
	ANDQ $-8, DX
	JZ   sumWeightedReduce

sumWeightedLoop:
	VADDPD (R8)(AX*8), Y0, Y1
	VADDPD 32(R8)(AX*8), Y0, Y2
	VADDPD (R9)(AX*8), Y1, Y1
	VADDPD 32(R9)(AX*8), Y2, Y2
	VMULPD (SI)(AX*8), Y1, Y1
	VMULPD 32(SI)(AX*8), Y2, Y2
	VADDPD (DI)(AX*8), Y1, Y3
	VADDPD 32(DI)(AX*8), Y2, Y4
	VADDPD Y1, Y8, Y8
	VADDPD Y2, Y9, Y9
	VMOVUPD Y3, (DI)(AX*8)
	VMOVUPD Y4, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, DX
	JLT  sumWeightedLoop

sumWeightedReduce:
	VADDPD Y9, Y8, Y8
	VEXTRACTF128 $1, Y8, X9
	VADDPD X9, X8, X8
	VHADDPD X8, X8, X8

sumWeightedTail:
	CMPQ AX, CX
	JGE  sumWeightedDone
	VADDSD (R8)(AX*8), X0, X1
	VADDSD (R9)(AX*8), X1, X1
	VMULSD (SI)(AX*8), X1, X1
	VADDSD (DI)(AX*8), X1, X3
	VADDSD X1, X8, X8
	VMOVSD X3, (DI)(AX*8)
	INCQ AX
	JMP  sumWeightedTail

sumWeightedDone:
	VMOVSD X8, ret+104(FP)
	VZEROUPPER
	RET

// func subtractAVX(y, x, b []float64, a float64)
TEXT ·subtractAVX(SB), NOSPLIT, $0-80
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	MOVQ b_base+48(FP), R8
	VBROADCASTSD a+72(FP), Y0
	XORQ AX, AX
	MOVQ CX, DX
	ANDQ $-8, DX
	JZ   subtractTail

subtractLoop:
	VMOVUPD (SI)(AX*8), Y1
	VMOVUPD 32(SI)(AX*8), Y2
	VSUBPD Y0, Y1, Y1
	VSUBPD Y0, Y2, Y2
	VSUBPD (R8)(AX*8), Y1, Y1
	VSUBPD 32(R8)(AX*8), Y2, Y2
	VMOVUPD Y1, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, DX
	JLT  subtractLoop

subtractTail:
	CMPQ AX, CX
	JGE  subtractDone
	VMOVSD (SI)(AX*8), X1
	VSUBSD X0, X1, X1
	VSUBSD (R8)(AX*8), X1, X1
	VMOVSD X1, (DI)(AX*8)
	INCQ AX
	JMP  subtractTail

subtractDone:
	VZEROUPPER
	RET

// func subtract2AVX(y, x, b, c []float64, a float64)
TEXT ·subtract2AVX(SB), NOSPLIT, $0-104
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	MOVQ b_base+48(FP), R8
	MOVQ c_base+72(FP), R9
	VBROADCASTSD a+96(FP), Y0
	XORQ AX, AX
	MOVQ CX, DX
	ANDQ $-8, DX
	JZ   subtract2Tail

subtract2Loop:
	VMOVUPD (SI)(AX*8), Y1
	VMOVUPD 32(SI)(AX*8), Y2
	VSUBPD Y0, Y1, Y1
	VSUBPD Y0, Y2, Y2
	VSUBPD (R8)(AX*8), Y1, Y1
	VSUBPD 32(R8)(AX*8), Y2, Y2
	VSUBPD (R9)(AX*8), Y1, Y1
	VSUBPD 32(R9)(AX*8), Y2, Y2
	VMOVUPD Y1, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, DX
	JLT  subtract2Loop

subtract2Tail:
	CMPQ AX, CX
	JGE  subtract2Done
	VMOVSD (SI)(AX*8), X1
	VSUBSD X0, X1, X1
	VSUBSD (R8)(AX*8), X1, X1
	VSUBSD (R9)(AX*8), X1, X1
	VMOVSD X1, (DI)(AX*8)
	INCQ AX
	JMP  subtract2Tail

subtract2Done:
	VZEROUPPER
	RET

// func multiplyAVX(y, x, z []float64)
TEXT ·multiplyAVX(SB), NOSPLIT, $0-72
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	MOVQ z_base+48(FP), R8
	XORQ AX, AX
	MOVQ CX, DX
	ANDQ $-8, DX
	JZ   multiplyTail

multiplyLoop:
	VMOVUPD (SI)(AX*8), Y1
	VMOVUPD 32(SI)(AX*8), Y2
	VMULPD (R8)(AX*8), Y1, Y1
	VMULPD 32(R8)(AX*8), Y2, Y2
	VMOVUPD Y1, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, DX
	JLT  multiplyLoop

multiplyTail:
	CMPQ AX, CX
	JGE  multiplyDone
	VMOVSD (SI)(AX*8), X1
	VMULSD (R8)(AX*8), X1, X1
	VMOVSD X1, (DI)(AX*8)
	INCQ AX
	JMP  multiplyTail

multiplyDone:
	VZEROUPPER
	RET

// func sumProductAVX(y, x, z []float64) float64
TEXT ·sumProductAVX(SB), NOSPLIT, $0-80
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	MOVQ z_base+48(FP), R8
	VXORPD Y8, Y8, Y8
	VXORPD Y9, Y9, Y9
	XORQ AX, AX
	MOVQ CX, DX
	ANDQ $-8, DX
	JZ   sumProductReduce

sumProductLoop:
	VMOVUPD (SI)(AX*8), Y1
	VMOVUPD 32(SI)(AX*8), Y2
	VMULPD (R8)(AX*8), Y1, Y1
	VMULPD 32(R8)(AX*8), Y2, Y2
	VADDPD (DI)(AX*8), Y1, Y3
	VADDPD 32(DI)(AX*8), Y2, Y4
	VADDPD Y1, Y8, Y8
	VADDPD Y2, Y9, Y9
	VMOVUPD Y3, (DI)(AX*8)
	VMOVUPD Y4, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, DX
	JLT  sumProductLoop

sumProductReduce:
	VADDPD Y9, Y8, Y8
	VEXTRACTF128 $1, Y8, X9
	VADDPD X9, X8, X8
	VHADDPD X8, X8, X8

sumProductTail:
	CMPQ AX, CX
	JGE  sumProductDone
	VMOVSD (SI)(AX*8), X1
	VMULSD (R8)(AX*8), X1, X1
	VADDSD (DI)(AX*8), X1, X3
	VADDSD X1, X8, X8
	VMOVSD X3, (DI)(AX*8)
	INCQ AX
	JMP  sumProductTail

sumProductDone:
	VMOVSD X8, ret+72(FP)
	VZEROUPPER
	RET

// func sumAVX(x []float64) float64
TEXT ·sumAVX(SB), NOSPLIT, $0-32
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	VXORPD Y0, Y0, Y0
	VXORPD Y1, Y1, Y1
	VXORPD Y2, Y2, Y2
	VXORPD Y3, Y3, Y3
	XORQ AX, AX
	MOVQ CX, DX
	ANDQ $-16, DX
	JZ   sumReduce

sumLoop:
	VADDPD (SI)(AX*8), Y0, Y0
	VADDPD 32(SI)(AX*8), Y1, Y1
	VADDPD 64(SI)(AX*8), Y2, Y2
	VADDPD 96(SI)(AX*8), Y3, Y3
	ADDQ $16, AX
	CMPQ AX, DX
	JLT  sumLoop

sumReduce:
	VADDPD Y1, Y0, Y0
	VADDPD Y3, Y2, Y2
	VADDPD Y2, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VADDPD X1, X0, X0
	VHADDPD X0, X0, X0

sumTail:
	CMPQ AX, CX
	JGE  sumDone
	VADDSD (SI)(AX*8), X0, X0
	INCQ AX
	JMP  sumTail

sumDone:
	VMOVSD X0, ret+24(FP)
	VZEROUPPER
	RET
