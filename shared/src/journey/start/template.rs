//! The templates' stages and steps, in English and in Spanish.

use super::{StageText, Template};

pub(super) const fn stages(template: Template) -> &'static [StageText] {
    match template {
        Template::Blank => BLANK,
        Template::Retail => RETAIL,
        Template::Saas => SAAS,
        Template::Airport => AIRPORT,
    }
}

const BLANK: &[StageText] = &[(
    ["First stage", "Primera etapa"],
    &[
        ["First step", "Primer paso"],
        ["Second step", "Segundo paso"],
        ["Third step", "Tercer paso"],
    ],
)];

const RETAIL: &[StageText] = &[
    (
        ["Discover", "Descubrir"],
        &[
            ["Notice a need", "Notar una necesidad"],
            [
                "See advertising or hear from a friend",
                "Ver publicidad o saber por un conocido",
            ],
            ["Compare shops and prices", "Comparar tiendas y precios"],
        ],
    ),
    (
        ["Choose", "Elegir"],
        &[
            [
                "Visit the shop or the website",
                "Visitar la tienda o la web",
            ],
            ["Find the product", "Encontrar el producto"],
            ["Ask for advice", "Pedir consejo"],
            ["Decide", "Decidirse"],
        ],
    ),
    (
        ["Buy", "Comprar"],
        &[
            ["Fill the basket", "Llenar la cesta"],
            ["Pay", "Pagar"],
            ["Get the confirmation", "Recibir la confirmación"],
        ],
    ),
    (
        ["Receive", "Recibir"],
        &[
            [
                "Wait for the delivery or collect",
                "Esperar la entrega o recoger",
            ],
            ["Unpack", "Desembalar"],
            ["Put it to use", "Empezar a usarlo"],
        ],
    ),
    (
        ["Afterwards", "Después"],
        &[
            ["Get help", "Pedir ayuda"],
            ["Return or exchange", "Devolver o cambiar"],
            ["Recommend and buy again", "Recomendar y volver a comprar"],
        ],
    ),
];

const SAAS: &[StageText] = &[
    (
        ["Search", "Buscar"],
        &[
            [
                "Realise that the old way costs too much",
                "Ver que lo de siempre cuesta demasiado",
            ],
            ["Look for solutions", "Buscar soluciones"],
            [
                "Read the website and the prices",
                "Leer la web y los precios",
            ],
        ],
    ),
    (
        ["Try", "Probar"],
        &[
            ["Sign up", "Registrarse"],
            ["Reach a first result", "Llegar a un primer resultado"],
            ["Convince colleagues", "Convencer a los compañeros"],
        ],
    ),
    (
        ["Buy", "Contratar"],
        &[
            ["Choose a plan", "Elegir un plan"],
            ["Get it approved", "Conseguir la aprobación"],
            ["Pay", "Pagar"],
        ],
    ),
    (
        ["Get going", "Ponerse en marcha"],
        &[
            ["Bring data over", "Traer los datos"],
            ["Connect other tools", "Conectar otras herramientas"],
            ["Learn how it works", "Aprender a usarlo"],
        ],
    ),
    (
        ["Use", "Usar"],
        &[
            ["Work with it every day", "Trabajar con ello cada día"],
            ["Get help", "Pedir ayuda"],
            ["Meet a new version", "Encontrarse con una versión nueva"],
        ],
    ),
    (
        ["Renew or leave", "Renovar o marcharse"],
        &[
            ["Judge what it brings", "Valorar lo que aporta"],
            ["Renew, grow or cancel", "Renovar, ampliar o cancelar"],
        ],
    ),
];

const AIRPORT: &[StageText] = &[
    (
        ["Before the trip", "Antes del viaje"],
        &[
            ["Book the flight", "Reservar el vuelo"],
            ["Look up the airport", "Informarse sobre el aeropuerto"],
            ["Check in online", "Facturar en línea"],
        ],
    ),
    (
        ["Getting there", "Llegar"],
        &[
            ["Travel to the airport", "Ir al aeropuerto"],
            ["Park or alight", "Aparcar o bajarse"],
            ["Find the terminal", "Encontrar la terminal"],
        ],
    ),
    (
        ["Check-in and security", "Facturación y control"],
        &[
            ["Check in and drop bags", "Facturar y dejar el equipaje"],
            ["Go through security", "Pasar el control de seguridad"],
        ],
    ),
    (
        ["In the terminal", "En la terminal"],
        &[
            [
                "Find the way to the gate",
                "Encontrar la puerta de embarque",
            ],
            ["Eat and shop", "Comer y comprar"],
            ["Use the washrooms", "Usar los aseos"],
            [
                "Wait, with Wi-Fi and screens",
                "Esperar, con wifi y pantallas",
            ],
        ],
    ),
    (
        ["Boarding", "Embarcar"],
        &[
            ["Hear about changes", "Enterarse de los cambios"],
            ["Board the aircraft", "Subir al avión"],
        ],
    ),
];
