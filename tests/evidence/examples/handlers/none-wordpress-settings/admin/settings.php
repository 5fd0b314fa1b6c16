<?php

add_action('admin_post_pagoefectivo_save', 'pagoefectivo_save');

function pagoefectivo_save()
{
    check_admin_referer('pagoefectivo');
    update_option('pagoefectivo_secret', sanitize_text_field($_POST['secret']));
    wp_safe_redirect(admin_url('admin.php?page=pagoefectivo'));
}
