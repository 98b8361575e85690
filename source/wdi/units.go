package wdi

import "strings"

// titles and units of indicators whose names do not say their unit.
var titles = map[string]string{
	"NY.GDP.MKTP.CD": "GDP (current US$)", "SP.POP.TOTL": "Population, total", "NY.GDP.DEFL.KD.ZG": "Inflation, GDP deflator (annual %)",
	"FP.CPI.TOTL.ZG": "Inflation, consumer prices (annual %)", "NY.GDP.MKTP.KD": "GDP (constant 2015 US$)", "NY.GDP.PCAP.CD": "GDP per capita (current US$)",
}

var units = map[string]string{"SP.POP.TOTL": "persons", "SM.POP.TOTL": "persons", "SM.POP.NETM": "persons", "SP.URB.TOTL": "persons", "SL.TLF.TOTL.IN": "persons"}

// unitOf reads the unit of an indicator from its name: what its last brackets
// say, with US dollars as USD; "" where nothing tells it.
func unitOf(code, title string) string {
	if u, ok := units[code]; ok {
		return u
	}
	i, j := strings.LastIndexByte(title, '('), strings.LastIndexByte(title, ')')
	if i < 0 || j < i {
		return ""
	}
	said := strings.TrimSpace(title[i+1 : j])
	switch {
	case strings.HasSuffix(said, "US$"):
		basis := strings.TrimSpace(strings.TrimSuffix(said, "US$"))
		if basis == "current" || basis == "" {
			return "USD"
		}
		return "USD, " + basis
	case said == "%" || strings.HasPrefix(said, "%"), strings.HasSuffix(said, "%"):
		return "%"
	}
	return said
}

// aggregate are the World Bank's sums over countries.
var aggregate = map[string]bool{}

func init() {
	for _, c := range strings.Fields(`AFE AFR AFW ARB BEA BEC BHI BLA BMN BSS CAA CEA CEB CEU CHI CLA CME CSA CSS DEA DEC DFS DLA DMN DNF DNS DSA DSF DSS
		EAP EAR EAS ECA ECS EMU EUU FCS FXS HIC HPC IBB IBD IBT IDA IDB IDX INX LAC LCN LCR LDC LIC LMC LMY LTE MCA MDE MEA MIC MNA NAC NAF NLS NRS NXS OED
		OSS PRE PSS PST RRS SAS SSA SSF SST SXZ SZE TEA TEC TLA TMN TSA TSS TWB UMC WLD XZN`) {
		aggregate[c] = true
	}
}
