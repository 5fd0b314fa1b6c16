export interface Merchant {
  serviceId: number;
  notificationUrl: string;
}

export class Checkout {
  private readonly returnUrl: string = 'https://bodega-andina.pe/checkout/return';

  merchant(development: boolean): Merchant {
    return {
      serviceId: 1042,
      notificationUrl: development
        ? 'http://localhost:4000/api/notifications'
        : 'https://bodega-andina.pe/api/notifications',
    };
  }
}
