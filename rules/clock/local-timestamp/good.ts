import dayjs from "dayjs";

export function request(idService: number, accessKey: string) {
  return {
    accessKey,
    idService,
    dateRequest: dayjs().format("YYYY-MM-DDTHH:mm:ssZ"),
  };
}
