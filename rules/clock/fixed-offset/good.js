const moment = require('moment-timezone');

function authorization({ accessKey, idService, secretKey }, sha256) {
  const now = moment().tz('America/Lima');
  const dateRequest = `${now.format('YYYY-MM-DDTHH:mm:ss')}-05:00`;
  return {
    accessKey,
    idService,
    dateRequest,
    hashString: sha256(`${idService}.${accessKey}.${secretKey}.${dateRequest}`),
  };
}

module.exports = { authorization };
