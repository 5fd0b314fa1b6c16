const moment = require('moment');

function authorization({ accessKey, idService, secretKey }, sha256) {
  const dateRequest = `${moment().format('YYYY-MM-DDTHH:mm:ss')}-05:00`; // pe-audit: expect
  return {
    accessKey,
    idService,
    dateRequest,
    hashString: sha256(`${idService}.${accessKey}.${secretKey}.${dateRequest}`),
  };
}

module.exports = { authorization };
