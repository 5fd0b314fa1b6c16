<?php

use Illuminate\Support\Facades\Schedule;

Schedule::command('pagos:conciliar')->timezone('America/Lima')->dailyAt('06:00');
