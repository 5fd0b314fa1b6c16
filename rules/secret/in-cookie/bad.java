class SettingsController {
    @PostMapping("/admin/settings")
    String save(@RequestParam String secretKey, HttpServletResponse response) {
        response.addCookie(new Cookie("SecretKey", secretKey)); // pe-audit: expect
        return "redirect:/admin";
    }
}
