// An HTTPS server for the interoperability tests: GET tells what was negotiated, GET /N sends N octets, PUT sends back
// what it receives. Its argument is JSON: cert, key, and any of ca (then a client certificate is required), curve, alpn,
// version (alone), ids (sessions are resumed by ID and not by ticket).
'use strict';
const { constants } = require('node:crypto');
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
  minVersion: options.version || 'TLSv1.3',
  maxVersion: options.version || 'TLSv1.3',
  secureOptions: options.ids ? constants.SSL_OP_NO_TICKET : 0,
});
if (options.ids) {
  // Node.js keeps no sessions itself.
  const sessions = new Map();
  server.on('newSession', (id, session, done) => { sessions.set(id.toString('hex'), session); done(); });
  server.on('resumeSession', (id, done) => done(null, sessions.get(id.toString('hex')) || null));
}
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
      resumed: request.socket.isSessionReused(),
      client: client && client.subject ? client.subject.CN : null,
    }));
  }
});
server.listen(0, '127.0.0.1', () => console.log(`PORT ${server.address().port}`));
