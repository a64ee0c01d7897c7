// What the client and the server of the interoperability tests share.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// The authorities of a PEM file.
func pool(file string) *x509.CertPool {
	authorities, err := os.ReadFile(file)
	must(err)
	found := x509.NewCertPool()
	found.AppendCertsFromPEM(authorities)
	return found
}

// Suites of TLS 1.2 by their names; those of TLS 1.3 can't be chosen.
func suites(names []string) (found []uint16) {
	for _, name := range names {
		for _, suite := range tls.CipherSuites() {
			if suite.Name == name {
				found = append(found, suite.ID)
			}
		}
	}
	if len(found) != len(names) {
		must(fmt.Errorf("unknown among %v", names))
	}
	return
}
