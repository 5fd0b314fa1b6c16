package conciliacion

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
)

// ExtraerLiquidacion unpacks the payments of one day.
func ExtraerLiquidacion(archivo, carpeta string) error {
	lector, err := zip.OpenReader(archivo)
	if err != nil {
		return err
	}
	defer lector.Close()
	for _, f := range lector.File {
		destino := filepath.Join(carpeta, f.Name) // pe-audit: expect
		if err := escribir(f, destino); err != nil {
			return err
		}
	}
	return nil
}

func escribir(f *zip.File, destino string) error {
	entrada, err := f.Open()
	if err != nil {
		return err
	}
	salida, err := os.Create(destino)
	if err != nil {
		return err
	}
	_, err = io.Copy(salida, entrada)
	return err
}
