<?php

$db = mysqli_connect('db.tienda-andina.pe', 'pagos', 'Huascaran6768', 'tienda'); // pe-audit: expect
$order = mysqli_query($db, 'SELECT id, total FROM pedidos WHERE cip = ' . (int) $_GET['cip']);
$pdo = new PDO('mysql:host=db.tienda-andina.pe;dbname=tienda', 'pagos', 'Cordillera88'); // pe-audit: expect
