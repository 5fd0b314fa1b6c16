import axios from "axios";
import { accessToken } from "./tokens";

export class PagoEfectivo {
  constructor(private readonly secretKey: string) {}

  async createCip(order: { total: number }) {
    const headers = { "X-Api-Key": this.secretKey }; // pe-audit: expect
    return axios.post(`${process.env.PAGOEFECTIVO_URL}/cips`, { amount: order.total }, { headers });
  }
}
