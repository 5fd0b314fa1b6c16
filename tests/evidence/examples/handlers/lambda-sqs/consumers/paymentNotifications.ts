import { SQSHandler } from 'aws-lambda';

// receives: handler
export const handler: SQSHandler = async (event) => {
  for (const record of event.Records) {
    const notice = JSON.parse(record.body);
    await orders.update(notice.orderId, { status: 'paid' });
  }
};
