static NSString *const kAuthorizationsURL = @"https://services.pagoefectivo.pe/v1/authorizations";
static NSString *const kCipsURL = @"https://services.pagoefectivo.pe/v1/cips";
