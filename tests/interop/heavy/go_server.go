// A TLS server for the interoperability tests: Go's crypto/tls. Its argument is JSON, see `options`. Prints its port; answers
// every request with JSON: what was negotiated.
package main

import (
	"bufio"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"time"
)

type options struct {
	Cert, Key, CA          string // with CA a client certificate is required
	Alpn, Suites           []string
	Curves                 []tls.CurveID
	MinVersion, MaxVersion uint16
	NoTickets              bool
}

type page struct {
	Version, Suite, Alpn, Name, Client string
	Resumed                            bool
}

func serve(connection *tls.Conn) {
	defer connection.Close()
	connection.SetDeadline(time.Now().Add(time.Minute))
	reader := bufio.NewReader(connection)
	for line := ""; line != "\r\n"; {
		var err error
		if line, err = reader.ReadString('\n'); err != nil {
			fmt.Println(err)
			return
		}
	}
	state := connection.ConnectionState()
	seen := page{Version: fmt.Sprintf("%#x", state.Version), Suite: tls.CipherSuiteName(state.CipherSuite),
		Alpn: state.NegotiatedProtocol, Name: state.ServerName, Resumed: state.DidResume}
	if len(state.PeerCertificates) > 0 {
		seen.Client = state.PeerCertificates[0].Subject.CommonName
	}
	body, err := json.Marshal(seen)
	must(err)
	fmt.Fprintf(connection, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
}

func main() {
	var o options
	must(json.Unmarshal([]byte(os.Args[1]), &o))
	pair, err := tls.LoadX509KeyPair(o.Cert, o.Key)
	must(err)
	config := &tls.Config{Certificates: []tls.Certificate{pair}, NextProtos: o.Alpn, CurvePreferences: o.Curves,
		MinVersion: o.MinVersion, MaxVersion: o.MaxVersion, CipherSuites: suites(o.Suites),
		SessionTicketsDisabled: o.NoTickets}
	if o.CA != "" {
		config.ClientCAs = pool(o.CA)
		config.ClientAuth = tls.RequireAndVerifyClientCert
	}
	listener, err := tls.Listen("tcp", "127.0.0.1:0", config)
	must(err)
	fmt.Println("PORT", listener.Addr().(*net.TCPAddr).Port)
	for {
		connection, err := listener.Accept()
		must(err)
		go serve(connection.(*tls.Conn))
	}
}
