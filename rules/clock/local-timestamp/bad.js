function request(settings, hash) {
  const date = new Date().toLocaleString('es-PE');
  return {
    accessKey: settings.accessKey,
    idService: settings.idService,
    dateRequest: date, // pe-audit: expect
    hashString: hash(settings, date),
  };
}

module.exports = { request };
