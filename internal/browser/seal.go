package browser

import "strings"

// Switch is one switch of Chromium's command line; Value is "" where it takes none.
type Switch struct{ Name, Value string }

func (s Switch) String() string {
	if s.Value == "" {
		return "--" + s.Name
	}
	return "--" + s.Name + "=" + s.Value
}

// nowhere is an address of this machine where nobody listens: the discard port,
// which Chromium itself refuses to speak to.
const nowhere = "127.0.0.1:9"

// quiet are the services that a browser runs for itself, each switched off by its
// name. They would fail at the walls below; switched off they do not try.
var quiet = []Switch{
	{"disable-gpu", ""},
	{"no-first-run", ""},
	{"no-default-browser-check", ""},
	{"no-pings", ""},
	{"disable-background-networking", ""},
	{"disable-breakpad", ""},
	{"disable-client-side-phishing-detection", ""},
	{"disable-component-extensions-with-background-pages", ""},
	{"disable-component-update", ""},
	{"disable-default-apps", ""},
	{"disable-domain-reliability", ""},
	{"disable-extensions", ""},
	{"disable-field-trial-config", ""},
	{"disable-quic", ""},
	{"disable-search-engine-choice-screen", ""},
	{"disable-sync", ""},
	{"metrics-recording-only", ""},
	{"password-store", "basic"},
	{"use-mock-keychain", ""},
}

// features that speak to their makers, by the names Chromium has for them.
var features = []string{"AsyncDns", "AutofillServerCommunication", "CertificateTransparencyComponentUpdater", "DialMediaRouteProvider", "DnsOverHttps",
	"DnsOverHttpsUpgrade", "GlobalMediaControls", "InterestFeedContentSuggestions", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationGuideModelDownloading",
	"OptimizationHints", "OptimizationHintsFetching", "OptimizationTargetPrediction", "PrivacySandboxSettings4", "SafetyTips", "SegmentationPlatform", "Translate",
	"UseDnsHttpsSvcb", "WebRtcHideLocalIpsWithMdns"}

// Seal gives the switches that let nothing leave the machine. Two walls stand
// behind each other: no name resolves, and every connection is handed to a proxy
// that is not there, those to this machine included. host, where it is not "",
// is the one address that is reached: a numeric address of this machine.
func Seal(host string) []Switch {
	rules, bypass := "MAP * ~NOTFOUND", "<-loopback>"
	if host != "" {
		rules += ", EXCLUDE " + host
		bypass += ";" + host
	}
	return append(append([]Switch{}, quiet...),
		Switch{"disable-features", strings.Join(features, ",")},
		Switch{"host-resolver-rules", rules},
		Switch{"proxy-server", "http://" + nowhere},
		Switch{"proxy-bypass-list", bypass},
		Switch{"webrtc-ip-handling-policy", "disable_non_proxied_udp"},
		Switch{"force-webrtc-ip-handling-policy", "disable_non_proxied_udp"},
	)
}
