// A TLS client for the interoperability tests. Its argument is JSON: port, ca, request; and any of cert, key, name, suites,
// curve, alpn, version, ids (tickets aren't taken), times: so many connections one after the other, each with the newest
// session of those before.
// Prints JSON: for each connection what was negotiated, what came, or the error.
'use strict';
const { constants } = require('node:crypto');
const fs = require('node:fs');
const tls = require('node:tls');

const options = JSON.parse(process.argv[2]);
const read = (file) => file && fs.readFileSync(file);

function connect(session) {
  return new Promise((resolve) => {
    const pieces = [];
    const outcome = {};
    let newest = session;
    const socket = tls.connect({
      host: '127.0.0.1', port: options.port, servername: options.name || 'localhost', session,
      ca: read(options.ca), cert: read(options.cert), key: read(options.key),
      ciphers: options.suites, ecdhCurve: options.curve || 'auto', ALPNProtocols: options.alpn,
      minVersion: options.version || 'TLSv1.3', maxVersion: options.version || 'TLSv1.3',
      secureOptions: options.ids ? constants.SSL_OP_NO_TICKET : 0,
    }, () => {
      Object.assign(outcome, {
        suite: socket.getCipher().standardName, version: socket.getProtocol(), alpn: socket.alpnProtocol,
        resumed: socket.isSessionReused(),
      });
      socket.write(Buffer.from(options.request));
    });
    socket.on('session', (fresh) => { newest = fresh; });
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('error', (error) => { outcome.error = String(error.code || error); });
    socket.on('close', () => {
      outcome.answer = Buffer.concat(pieces).toString('latin1');
      resolve([outcome, newest]);
    });
  });
}

(async () => {
  const outcomes = [];
  let session;
  for (let i = 0; i < (options.times || 1); ++i) {
    let outcome;
    [outcome, session] = await connect(session);
    outcomes.push(outcome);
  }
  console.log(JSON.stringify(outcomes));
})();
