const { createHash } = require('crypto');
const moment = require('moment');

function body({ accessKey, secretKey, idService }) {
  const date = moment().format();
  const text = `${idService}.${accessKey}.${secretKey}.${date}`;
  return {
    accessKey,
    idService,
    dateRequest: date,
    hashString: createHash('sha256').update(text).digest('hex'),
  };
}

module.exports = { body };
