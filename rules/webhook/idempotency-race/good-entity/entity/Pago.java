package pe.tienda.pagos.entity;

import jakarta.persistence.*;

@Entity
public class Pago {

    @Id
    @GeneratedValue
    private Long id;

    @Column(name = "operation_number", nullable = false, unique = true)
    private String operationNumber;

    private String cip;
}
