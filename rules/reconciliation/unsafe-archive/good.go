package conciliacion

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

const maxBytes = 50 << 20

// ExtraerLiquidacion unpacks the payments of one day.
func ExtraerLiquidacion(archivo, carpeta string) error {
	lector, err := zip.OpenReader(archivo)
	if err != nil {
		return err
	}
	defer lector.Close()
	for _, f := range lector.File {
		if !filepath.IsLocal(f.Name) {
			return fmt.Errorf("entrada fuera de la carpeta: %q", f.Name)
		}
		destino := filepath.Join(carpeta, f.Name)
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
	_, err = io.CopyN(salida, entrada, maxBytes)
	return err
}
