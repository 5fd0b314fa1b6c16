export function expiry(hours: number): string {
  const end = new Date();
  end.setHours(end.getHours() + hours);
  const local = end.toLocaleString("sv-SE", { timeZone: "America/Lima" });
  return local.replace(" ", "T") + "-05:00";
}
