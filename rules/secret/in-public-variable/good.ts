import { loadStripe } from "@stripe/stripe-js";

const API = import.meta.env.VITE_API_URL;

export const stripe = loadStripe(import.meta.env.VITE_STRIPE_PUBLISHABLE_KEY);

export async function pay(order: string): Promise<Response> {
  return fetch(`${API}/orders/${order}/cip`, { method: "POST" });
}
