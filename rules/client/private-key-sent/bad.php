<?php

class PagoEfectivoSoap
{
    private SoapClient $crypto;
    private SoapClient $servicio;
    private string $rutaLlaves = '/etc/tienda/llaves/';

    public function __construct(string $servidor)
    {
        $this->crypto = new SoapClient($servidor . '/PagoEfectivoWSCrypto/WSCrypto.asmx?WSDL');
        $this->servicio = new SoapClient($servidor . '/PagoEfectivoWSGeneralv2/service.asmx?WSDL');
    }

    public function generarCip(string $xml, string $codigo): object
    {
        $llavePrivada = file_get_contents($this->rutaLlaves . 'comercio_privada.1pz');
        $firma = $this->crypto->Signer(['plainText' => $xml, 'privateKey' => $llavePrivada]); // pe-audit: expect

        return $this->servicio->GenerarCIPMod1(['CodServ' => $codigo, 'Firma' => $firma->SignerResult, 'Xml' => $xml]);
    }
}
