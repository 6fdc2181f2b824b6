//! The templates' stages and steps, in English and in Spanish.

use super::{StageText, Template};

pub(super) const fn stages(template: Template) -> &'static [StageText] {
    match template {
        Template::Blank => BLANK,
        Template::Retail => RETAIL,
        Template::Saas => SAAS,
        Template::Airport => AIRPORT,
        Template::Bank => BANK,
        Template::Clinic => CLINIC,
        Template::PublicService => PUBLIC_SERVICE,
        Template::Employee => EMPLOYEE,
        Template::B2b => B2B,
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

const BANK: &[StageText] = &[
    (
        ["Look around", "Informarse"],
        &[
            [
                "Realise that something is needed",
                "Ver que hace falta algo",
            ],
            [
                "Compare conditions and costs",
                "Comparar condiciones y costes",
            ],
            ["Ask somebody who knows", "Preguntar a alguien que sepa"],
        ],
    ),
    (
        ["Open", "Abrir la cuenta"],
        &[
            [
                "Begin in the app or at the branch",
                "Empezar en la aplicación o en la oficina",
            ],
            ["Prove who one is", "Identificarse"],
            ["Sign", "Firmar"],
            [
                "Get the card and the access",
                "Recibir la tarjeta y las claves",
            ],
        ],
    ),
    (
        ["Every day", "Cada día"],
        &[
            ["Pay and be paid", "Pagar y cobrar"],
            ["See what is left", "Ver lo que queda"],
            ["Get cash", "Sacar efectivo"],
            ["Be told of charges", "Enterarse de los cargos"],
        ],
    ),
    (
        ["Bigger steps", "Pasos mayores"],
        &[
            [
                "Ask for a loan or a mortgage",
                "Pedir un préstamo o una hipoteca",
            ],
            ["Wait for the answer", "Esperar la respuesta"],
            ["Understand what is signed", "Entender lo que se firma"],
        ],
    ),
    (
        ["When something is wrong", "Cuando algo va mal"],
        &[
            [
                "Notice a payment one did not make",
                "Ver un pago que no se hizo",
            ],
            ["Block the card", "Bloquear la tarjeta"],
            ["Reach a person", "Hablar con una persona"],
            ["Get the money back", "Recuperar el dinero"],
        ],
    ),
    (
        ["Stay or change", "Quedarse o cambiar"],
        &[
            ["Judge fees and care", "Valorar comisiones y trato"],
            ["Move the account", "Llevarse la cuenta"],
        ],
    ),
];

const CLINIC: &[StageText] = &[
    (
        ["Feel unwell", "Encontrarse mal"],
        &[
            ["Notice something", "Notar algo"],
            ["Look up what it could be", "Buscar qué puede ser"],
            ["Decide to see somebody", "Decidir ir al médico"],
        ],
    ),
    (
        ["Make an appointment", "Pedir cita"],
        &[
            ["Find the right practice", "Encontrar la consulta adecuada"],
            ["Get a day and an hour", "Conseguir día y hora"],
            [
                "Prepare papers and results",
                "Preparar papeles y resultados",
            ],
        ],
    ),
    (
        ["Arrive", "Llegar"],
        &[
            ["Find the way", "Encontrar el camino"],
            ["Report at the desk", "Presentarse en recepción"],
            ["Wait", "Esperar"],
        ],
    ),
    (
        ["Be seen", "Ser atendido"],
        &[
            ["Tell what is the matter", "Contar qué pasa"],
            ["Be examined", "Ser explorado"],
            ["Understand the diagnosis", "Entender el diagnóstico"],
            ["Decide on a treatment", "Decidir el tratamiento"],
        ],
    ),
    (
        ["Be treated", "Tratarse"],
        &[
            ["Get medicines", "Recoger los medicamentos"],
            [
                "Have tests and operations",
                "Pasar pruebas e intervenciones",
            ],
            [
                "Follow the treatment at home",
                "Seguir el tratamiento en casa",
            ],
        ],
    ),
    (
        ["Afterwards", "Después"],
        &[
            ["Get the results", "Recibir los resultados"],
            ["Come back for a check", "Volver a revisión"],
            ["Settle the bill", "Resolver la factura"],
        ],
    ),
];

const PUBLIC_SERVICE: &[StageText] = &[
    (
        ["Find out", "Enterarse"],
        &[
            [
                "Learn that one has to do something",
                "Saber que hay que hacer un trámite",
            ],
            [
                "Find the office in charge",
                "Encontrar la oficina competente",
            ],
            ["Understand what is asked for", "Entender qué se pide"],
        ],
    ),
    (
        ["Prepare", "Preparar"],
        &[
            ["Gather documents", "Reunir documentos"],
            [
                "Get a digital identity or an appointment",
                "Conseguir la identidad digital o una cita",
            ],
            ["Fill in the form", "Rellenar el formulario"],
        ],
    ),
    (
        ["Hand in", "Presentar"],
        &[
            [
                "Send it online or at the counter",
                "Enviarlo en línea o en ventanilla",
            ],
            ["Pay the fee", "Pagar la tasa"],
            ["Get the receipt", "Recibir el justificante"],
        ],
    ),
    (
        ["Wait", "Esperar"],
        &[
            ["See how it stands", "Ver cómo va"],
            ["Send what is missing", "Enviar lo que falta"],
        ],
    ),
    (
        ["The decision", "La resolución"],
        &[
            ["Receive it", "Recibirla"],
            ["Understand it", "Entenderla"],
            ["Use what was granted", "Usar lo concedido"],
            ["Appeal", "Recurrir"],
        ],
    ),
];

const EMPLOYEE: &[StageText] = &[
    (
        ["Be found", "Ser encontrado"],
        &[
            ["See the offer", "Ver la oferta"],
            ["Apply", "Presentarse"],
            ["Be interviewed", "Pasar la entrevista"],
            ["Accept", "Aceptar"],
        ],
    ),
    (
        ["The first days", "Los primeros días"],
        &[
            [
                "Get place, tools and access",
                "Recibir puesto, herramientas y accesos",
            ],
            ["Meet the team", "Conocer al equipo"],
            ["Learn what counts here", "Aprender qué cuenta aquí"],
        ],
    ),
    (
        ["Work", "Trabajar"],
        &[
            ["Know what is expected", "Saber qué se espera"],
            ["Get things done together", "Sacar el trabajo entre todos"],
            ["Serve customers", "Atender a los clientes"],
            [
                "Be heard by those in charge",
                "Ser escuchado por los responsables",
            ],
        ],
    ),
    (
        ["Grow", "Crecer"],
        &[
            ["Get feedback", "Recibir opiniones"],
            ["Learn something new", "Aprender algo nuevo"],
            ["Take on more", "Asumir más"],
        ],
    ),
    (
        ["Change and leave", "Cambiar y marcharse"],
        &[
            ["Balance work and life", "Conciliar trabajo y vida"],
            [
                "Change team or give notice",
                "Cambiar de equipo o despedirse",
            ],
            ["Hand over", "Hacer el traspaso"],
            [
                "Speak of us as a former colleague",
                "Hablar de nosotros ya fuera",
            ],
        ],
    ),
];

const B2B: &[StageText] = &[
    (
        ["A need", "Una necesidad"],
        &[
            ["A problem costs money", "Un problema cuesta dinero"],
            [
                "Somebody is told to solve it",
                "Se encarga a alguien resolverlo",
            ],
            ["Write down what is needed", "Escribir qué hace falta"],
        ],
    ),
    (
        ["Choose", "Elegir"],
        &[
            ["Look for suppliers", "Buscar proveedores"],
            [
                "Compare offers and references",
                "Comparar ofertas y referencias",
            ],
            ["Try or visit", "Probar o visitar"],
            ["Convince those who decide", "Convencer a quienes deciden"],
        ],
    ),
    (
        ["Contract", "Contratar"],
        &[
            ["Negotiate", "Negociar"],
            ["Pass purchasing and legal", "Pasar por compras y jurídico"],
            ["Order", "Hacer el pedido"],
        ],
    ),
    (
        ["Deliver", "Entregar"],
        &[
            ["Plan the delivery", "Planificar la entrega"],
            ["Receive and inspect", "Recibir e inspeccionar"],
            ["Install and train", "Instalar y formar"],
        ],
    ),
    (
        ["Run", "Funcionar"],
        &[
            ["Use it in daily work", "Usarlo en el trabajo diario"],
            ["Report a fault", "Avisar de un fallo"],
            ["Review the service together", "Revisar el servicio juntos"],
            ["Check the invoice", "Comprobar la factura"],
        ],
    ),
    (
        ["Again", "Otra vez"],
        &[
            ["Judge what it brought", "Valorar lo que aportó"],
            [
                "Order more or change supplier",
                "Pedir más o cambiar de proveedor",
            ],
        ],
    ),
];
