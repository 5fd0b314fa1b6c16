class SettingsController {
    @PostMapping("/admin/settings")
    String save(@RequestParam String secretKey, HttpServletResponse response) {
        vault.write("pagoefectivo/secret_key", secretKey);
        response.addCookie(new Cookie("SecretKeySaved", "1"));
        return "redirect:/admin";
    }
}
