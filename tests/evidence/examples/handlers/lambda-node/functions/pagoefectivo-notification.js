const { DynamoDB } = require('aws-sdk');

// receives: handler
exports.handler = async (event) => {
  const notice = JSON.parse(event.body);
  await table.update({ Key: { cip: notice.data.cip }, AttributeUpdates: { status: 'paid' } }).promise();
  return { statusCode: 200 };
};
