// An HTTPS server for the interoperability tests: GET tells what was negotiated, GET /N sends N octets, PUT sends back
// what it receives. Its argument is JSON: cert, key, and any of ca (then a client certificate is required), curve, alpn.
'use strict';
const fs = require('node:fs');
const https = require('node:https');

const options = JSON.parse(process.argv[2]);
const server = https.createServer({
  cert: fs.readFileSync(options.cert),
  key: fs.readFileSync(options.key),
  ca: options.ca && fs.readFileSync(options.ca),
  requestCert: Boolean(options.ca),
  rejectUnauthorized: Boolean(options.ca),
  ecdhCurve: options.curve || 'auto',
  ALPNProtocols: options.alpn ? options.alpn.split(',') : undefined,
  minVersion: 'TLSv1.3',
});
server.on('request', (request, response) => {
  if (request.method === 'PUT') {
    request.pipe(response);
  } else if (request.url !== '/') {
    response.end(Buffer.alloc(Number(request.url.slice(1)), 'cxtls'));
  } else {
    const client = request.socket.getPeerCertificate();
    response.end(JSON.stringify({
      cipher: request.socket.getCipher().standardName,
      protocol: request.socket.getProtocol(),
      alpn: request.socket.alpnProtocol,
      name: request.socket.servername,
      client: client && client.subject ? client.subject.CN : null,
    }));
  }
});
server.listen(0, '127.0.0.1', () => console.log(`PORT ${server.address().port}`));
