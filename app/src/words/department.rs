//! The departments that nearly every company has.

use super::macros::words;

words! {
    /// Names of the standard departments.
    pub struct DepartmentWords {
        marketing: "Marketing" / "Marketing",
        sales: "Sales" / "Ventas",
        operations: "Operations" / "Operaciones",
        purchasing: "Purchasing" / "Compras",
        quality: "Quality" / "Calidad",
        logistics: "Logistics" / "Logística",
        service: "Customer service" / "Atención al cliente",
        people: "People" / "Personas",
        product: "Product" / "Producto",
        digital: "Digital" / "Digital",
        stores: "Stores" / "Tiendas",
    }
}
