const moment = require('moment-timezone');

function request(settings, hash) {
  const date = moment().tz('America/Lima').format();
  return {
    accessKey: settings.accessKey,
    idService: settings.idService,
    dateRequest: date,
    hashString: hash(settings, date),
  };
}

module.exports = { request };
