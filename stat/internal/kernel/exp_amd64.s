#include "textflag.h"

// Constants of expAVX: 1/ln 2, ln 2 in two parts, the number that rounds to an
// integer when added, the bounds of the argument, and 1/k!.
DATA expLog2e<>+0(SB)/8, $0x3ff71547652b82fe
GLOBL expLog2e<>(SB), RODATA|NOPTR, $8
DATA expLn2High<>+0(SB)/8, $0x3fe62e42fee00000
GLOBL expLn2High<>(SB), RODATA|NOPTR, $8
DATA expLn2Low<>+0(SB)/8, $0x3dea39ef35793c76
GLOBL expLn2Low<>(SB), RODATA|NOPTR, $8
DATA expRound<>+0(SB)/8, $0x4338000000000000
GLOBL expRound<>(SB), RODATA|NOPTR, $8
DATA expLeast<>+0(SB)/8, $0xc086200000000000
GLOBL expLeast<>(SB), RODATA|NOPTR, $8
DATA expMost<>+0(SB)/8, $0x4086280000000000
GLOBL expMost<>(SB), RODATA|NOPTR, $8
DATA expFactorial0<>+0(SB)/8, $0x3ff0000000000000
GLOBL expFactorial0<>(SB), RODATA|NOPTR, $8
DATA expFactorial1<>+0(SB)/8, $0x3ff0000000000000
GLOBL expFactorial1<>(SB), RODATA|NOPTR, $8
DATA expFactorial2<>+0(SB)/8, $0x3fe0000000000000
GLOBL expFactorial2<>(SB), RODATA|NOPTR, $8
DATA expFactorial3<>+0(SB)/8, $0x3fc5555555555555
GLOBL expFactorial3<>(SB), RODATA|NOPTR, $8
DATA expFactorial4<>+0(SB)/8, $0x3fa5555555555555
GLOBL expFactorial4<>(SB), RODATA|NOPTR, $8
DATA expFactorial5<>+0(SB)/8, $0x3f81111111111111
GLOBL expFactorial5<>(SB), RODATA|NOPTR, $8
DATA expFactorial6<>+0(SB)/8, $0x3f56c16c16c16c17
GLOBL expFactorial6<>(SB), RODATA|NOPTR, $8
DATA expFactorial7<>+0(SB)/8, $0x3f2a01a01a01a01a
GLOBL expFactorial7<>(SB), RODATA|NOPTR, $8
DATA expFactorial8<>+0(SB)/8, $0x3efa01a01a01a01a
GLOBL expFactorial8<>(SB), RODATA|NOPTR, $8
DATA expFactorial9<>+0(SB)/8, $0x3ec71de3a556c734
GLOBL expFactorial9<>(SB), RODATA|NOPTR, $8
DATA expFactorial10<>+0(SB)/8, $0x3e927e4fb7789f5c
GLOBL expFactorial10<>(SB), RODATA|NOPTR, $8
DATA expFactorial11<>+0(SB)/8, $0x3e5ae64567f544e4
GLOBL expFactorial11<>(SB), RODATA|NOPTR, $8
DATA expFactorial12<>+0(SB)/8, $0x3e21eed8eff8d898
GLOBL expFactorial12<>(SB), RODATA|NOPTR, $8
DATA expFactorial13<>+0(SB)/8, $0x3de6124613a86d09
GLOBL expFactorial13<>(SB), RODATA|NOPTR, $8

// func expAVX(y, x []float64)
// Writes exp(x) for a multiple of eight numbers: x = n ln 2 + r, a Taylor
// polynomial of degree 13 in r (|r| < 0.35, error below the rounding), and the
// exponent n added to the bits. Arguments are kept within [-708, 709].
TEXT ·expAVX(SB), NOSPLIT, $0-48
	MOVQ y_base+0(FP), DI
	MOVQ y_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	VBROADCASTSD expLog2e<>(SB), Y15
	VBROADCASTSD expLn2High<>(SB), Y14
	VBROADCASTSD expLn2Low<>(SB), Y13
	VBROADCASTSD expRound<>(SB), Y12
	VBROADCASTSD expLeast<>(SB), Y11
	VBROADCASTSD expMost<>(SB), Y10
	XORQ AX, AX

expLoop:
	CMPQ AX, CX
	JGE  expDone
	VMOVUPD (SI)(AX*8), Y0
	VMOVUPD 32(SI)(AX*8), Y1
	VMAXPD  Y11, Y0, Y0
	VMAXPD  Y11, Y1, Y1
	VMINPD  Y10, Y0, Y0
	VMINPD  Y10, Y1, Y1
	VMOVAPD Y12, Y2
	VMOVAPD Y12, Y3
	VFMADD231PD Y15, Y0, Y2
	VFMADD231PD Y15, Y1, Y3
	VPSLLQ  $52, Y2, Y8
	VPSLLQ  $52, Y3, Y9
	VSUBPD  Y12, Y2, Y2
	VSUBPD  Y12, Y3, Y3
	VFNMADD231PD Y14, Y2, Y0
	VFNMADD231PD Y14, Y3, Y1
	VFNMADD231PD Y13, Y2, Y0
	VFNMADD231PD Y13, Y3, Y1
	VBROADCASTSD expFactorial13<>(SB), Y4
	VMOVAPD Y4, Y5
	VBROADCASTSD expFactorial12<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial11<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial10<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial9<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial8<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial7<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial6<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial5<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial4<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial3<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial2<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial1<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VBROADCASTSD expFactorial0<>(SB), Y6
	VFMADD213PD Y6, Y0, Y4
	VFMADD213PD Y6, Y1, Y5
	VPADDQ  Y8, Y4, Y4
	VPADDQ  Y9, Y5, Y5
	VMOVUPD Y4, (DI)(AX*8)
	VMOVUPD Y5, 32(DI)(AX*8)
	ADDQ    $8, AX
	JMP     expLoop

expDone:
	VZEROUPPER
	RET
