export function expiry(hours: number): string {
  const end = new Date();
  end.setHours(end.getHours() + hours);
  return end.toISOString().slice(0, 19) + "-05:00"; // pe-audit: expect
}
