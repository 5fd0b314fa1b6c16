<form action="https://checkout.example.com/pay" method="post">
  <input type="hidden" name="amount" value="<?php echo $order->total ?>" />
  <input type="hidden" name="notify_url" value="http://www.bodega-andina.pe/ipn.php" /> <!-- pe-audit: expect -->
  <input value="http://<?= $host ?>/cancelado.php" name="cancel_return_url" type="hidden"> <!-- pe-audit: expect -->
  <input type="hidden" name="return_url" value="https://www.bodega-andina.pe/gracias.php" />
</form>
