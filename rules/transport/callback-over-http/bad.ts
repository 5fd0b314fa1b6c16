export interface Merchant {
  serviceId: number;
  notificationUrl: string;
}

export class Checkout {
  private readonly returnUrl: string = 'http://bodega-andina.pe/checkout/return'; // pe-audit: expect

  merchant(): Merchant {
    return {
      serviceId: 1042,
      notificationUrl: 'http://bodega-andina.pe/api/notifications', // pe-audit: expect
    };
  }
}
