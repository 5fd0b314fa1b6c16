static NSString *const kAuthorizationsURL = @"https://auth.pagoefectivo.pe/v1/authorizations"; // pe-audit: expect
static NSString *const kCipsURL = @"https://services.pagoefectivo.pe/v1/cips";
