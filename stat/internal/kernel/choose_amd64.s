#include "textflag.h"

// Each kernel jumps to the form that is running, with the arguments where they
// lie. The exported functions are then short enough to be inlined (Axpy4 only
// just), so that a caller makes one call; with the choice in Go it made two or
// three.

#define CHOOSE(portable, avx2, avx512) \
	CMPB ·running(SB), $1 \
	JHI  eight            \
	JEQ  four             \
	JMP  portable         \
four:                     \
	JMP  avx2             \
eight:                    \
	JMP  avx512

TEXT ·axpy(SB), NOSPLIT, $0-56
	CHOOSE(·axpyGo(SB), ·axpyAVX2(SB), ·axpyAVX512(SB))

TEXT ·axpy4(SB), NOSPLIT, $0-152
	CHOOSE(·axpy4Go(SB), ·axpy4AVX2(SB), ·axpy4AVX512(SB))

TEXT ·dot(SB), NOSPLIT, $0-56
	CHOOSE(·dotGo(SB), ·dotAVX2(SB), ·dotAVX512(SB))

TEXT ·sum(SB), NOSPLIT, $0-32
	CHOOSE(·sumGo(SB), ·sumAVX2(SB), ·sumAVX512(SB))

TEXT ·multiply(SB), NOSPLIT, $0-72
	CHOOSE(·multiplyGo(SB), ·multiplyAVX2(SB), ·multiplyAVX512(SB))

TEXT ·addWeighted(SB), NOSPLIT, $0-80
	CHOOSE(·addWeightedGo(SB), ·addWeightedAVX2(SB), ·addWeightedAVX512(SB))

TEXT ·sumWeighted(SB), NOSPLIT, $0-112
	CHOOSE(·sumWeightedGo(SB), ·sumWeightedAVX2(SB), ·sumWeightedAVX512(SB))

TEXT ·sumProduct(SB), NOSPLIT, $0-80
	CHOOSE(·sumProductGo(SB), ·sumProductAVX2(SB), ·sumProductAVX512(SB))

TEXT ·subtract(SB), NOSPLIT, $0-80
	CHOOSE(·subtractGo(SB), ·subtractAVX2(SB), ·subtractAVX512(SB))

TEXT ·subtract2(SB), NOSPLIT, $0-104
	CHOOSE(·subtract2Go(SB), ·subtract2AVX2(SB), ·subtract2AVX512(SB))
