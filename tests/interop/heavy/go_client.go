// A TLS client for the interoperability tests: Go's crypto/tls. Its argument is JSON, see `options`. Prints JSON: for each
// connection what was negotiated, what came, or the error.
package main

import (
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

type options struct {
	Address, Name, CA, Cert, Key, Request string
	Alpn, Suites                          []string
	Curves                                []tls.CurveID
	MaxVersion                            uint16
	Times                                 int
}

type outcome struct {
	Version, Suite, Alpn string
	Resumed              bool
	Answer               []byte
	Error                string
}

func connect(o options, config *tls.Config) (seen outcome) {
	connection, err := tls.Dial("tcp", o.Address, config)
	if err != nil {
		seen.Error = err.Error()
		return
	}
	defer connection.Close()
	if _, err = connection.Write([]byte(o.Request)); err == nil {
		seen.Answer, err = io.ReadAll(connection)
	}
	if err != nil {
		seen.Error = err.Error()
	}
	state := connection.ConnectionState()
	seen.Version = fmt.Sprintf("%#x", state.Version)
	seen.Suite = tls.CipherSuiteName(state.CipherSuite)
	seen.Alpn = state.NegotiatedProtocol
	seen.Resumed = state.DidResume
	return
}

func main() {
	var o options
	must(json.Unmarshal([]byte(os.Args[1]), &o))
	config := &tls.Config{RootCAs: pool(o.CA), ServerName: o.Name, NextProtos: o.Alpn, CurvePreferences: o.Curves,
		CipherSuites: suites(o.Suites), MaxVersion: o.MaxVersion, ClientSessionCache: tls.NewLRUClientSessionCache(8)}
	if o.Cert != "" {
		pair, err := tls.LoadX509KeyPair(o.Cert, o.Key)
		must(err)
		// Shown whoever is asked for.
		config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }
	}
	outcomes := []outcome{}
	for i := 0; i < o.Times; i++ {
		outcomes = append(outcomes, connect(o, config))
	}
	must(json.NewEncoder(os.Stdout).Encode(outcomes))
}
