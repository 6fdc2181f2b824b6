//! Mappings that are kept: by name, and for the headers of the files that they are offered for.

use shared::{
    api::MappingSummary,
    record::{MAPPING_VERSION, MappingDocument},
};
use xxhash_rust::xxh3::Xxh3Default;

use crate::{
    clock,
    record::table::SheetHead,
    store::{Store, StoreError, json},
};

/// What a document is kept as.
const KIND: &str = "mapping";
const VERSION: u16 = MAPPING_VERSION;

/// What the headers of a file amount to: the same in whatever case, spacing and order.
pub(crate) fn headers(names: &[String]) -> String {
    let tidy = |name: &String| {
        let words: Vec<&str> = name.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    let mut names: Vec<String> = names.iter().map(tidy).collect();
    names.sort_unstable();
    let mut hash = Xxh3Default::new();
    for name in names {
        hash.update(name.as_bytes());
        hash.update(&[0x1f]);
    }
    format!("{:032x}", hash.digest128())
}

type Row = (String, String, i64);

fn summary((name, document, changed_at): Row) -> Result<MappingSummary, StoreError> {
    Ok(MappingSummary {
        name,
        changed_at,
        mapping: json::read(KIND, VERSION, &document)?,
    })
}

/// All of them, by name.
pub(crate) async fn all(store: &Store) -> Result<Vec<MappingSummary>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT name, document, changed_at FROM mapping WHERE workspace = $1 ORDER BY name",
    )
    .bind(store.workspace_id())
    .fetch_all(store.readers())
    .await?;
    rows.into_iter().map(summary).collect()
}

/// The one of this name.
pub(crate) async fn named(store: &Store, name: &str) -> Result<Option<MappingSummary>, StoreError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT name, document, changed_at FROM mapping WHERE workspace = $1 AND name = $2",
    )
    .bind(store.workspace_id())
    .bind(name)
    .fetch_optional(store.readers())
    .await?;
    row.map(summary).transpose()
}

/// The one that a file with these headers was imported through last.
pub(crate) async fn for_headers(
    store: &Store,
    headers: &str,
) -> Result<Option<MappingSummary>, StoreError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT name, document, changed_at FROM mapping WHERE workspace = $1 AND headers = $2",
    )
    .bind(store.workspace_id())
    .bind(headers)
    .fetch_optional(store.readers())
    .await?;
    row.map(summary).transpose()
}

/// The one that a spreadsheet with these sheets was imported through last, by the headers of the sheet that it reads. A sheet that
/// is called otherwise by now is read in the place of one that is not there any more, and what was a first sheet also behind a
/// cover.
pub(crate) async fn for_sheets(
    store: &Store,
    sheets: &[SheetHead],
) -> Result<Option<MappingSummary>, StoreError> {
    fitting(store, sheets, |_| true).await
}

/// The one of this name, reading the sheet of a spreadsheet that it is for; as it is kept where no sheet has its headers.
pub(crate) async fn named_for_sheets(
    store: &Store,
    name: &str,
    sheets: &[SheetHead],
) -> Result<Option<MappingSummary>, StoreError> {
    match fitting(store, sheets, |kept| kept == name).await? {
        None => named(store, name).await,
        found => Ok(found),
    }
}

async fn fitting(
    store: &Store,
    sheets: &[SheetHead],
    wanted: impl Fn(&str) -> bool,
) -> Result<Option<MappingSummary>, StoreError> {
    let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    for (at, sheet) in sheets.iter().enumerate() {
        let found = for_headers(store, &headers(&sheet.headers)).await?;
        let Some(mut kept) = found.filter(|kept| wanted(&kept.name)) else {
            continue;
        };
        let reads = &mut kept.mapping.source.sheet;
        match reads {
            None if at == 0 => return Ok(Some(kept)),
            Some(reads) if same(reads, &sheet.name) => return Ok(Some(kept)),
            Some(reads) if sheets.iter().any(|other| same(reads, &other.name)) => {}
            None | Some(_) => {
                *reads = Some(sheet.name.clone());
                return Ok(Some(kept));
            }
        }
    }
    Ok(None)
}

/// Keeps a mapping for files with these headers, under the name of its source, or that with a number where another
/// mapping has it. Gives the name.
pub(crate) async fn keep(
    store: &Store,
    headers: &str,
    document: &MappingDocument,
) -> Result<String, StoreError> {
    let workspace = store.workspace_id();
    let text = json::write(KIND, VERSION, document)?;
    let mut write = store.write().await?;
    let known: Option<String> = sqlx::query_scalar(
        "UPDATE mapping SET document = $3, changed_at = $4 WHERE workspace = $1 AND headers = $2 RETURNING name",
    )
    .bind(workspace)
    .bind(headers)
    .bind(&text)
    .bind(clock::milliseconds())
    .fetch_optional(&mut *write)
    .await?;
    if let Some(name) = known {
        write.commit().await?;
        return Ok(name);
    }
    let taken: Vec<String> = sqlx::query_scalar("SELECT name FROM mapping WHERE workspace = $1")
        .bind(workspace)
        .fetch_all(&mut *write)
        .await?;
    let base = &document.source.name;
    let mut name = base.clone();
    let mut number = 2_u32;
    while taken.contains(&name) {
        name = format!("{base}-{number}");
        number += 1;
    }
    sqlx::query(
        "INSERT INTO mapping (workspace, name, headers, document, changed_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(workspace)
    .bind(&name)
    .bind(headers)
    .bind(&text)
    .bind(clock::milliseconds())
    .execute(&mut *write)
    .await?;
    write.commit().await?;
    Ok(name)
}

/// Keeps a mapping under a name, whatever files it is for.
pub(crate) async fn keep_as(
    store: &Store,
    name: &str,
    document: &MappingDocument,
) -> Result<(), StoreError> {
    let text = json::write(KIND, VERSION, document)?;
    let mut write = store.write().await?;
    sqlx::query(
        "INSERT INTO mapping (workspace, name, headers, document, changed_at) VALUES ($1, $2, NULL, $3, $4)
         ON CONFLICT (workspace, name) DO UPDATE SET document = excluded.document, changed_at = excluded.changed_at",
    )
    .bind(store.workspace_id())
    .bind(name)
    .bind(&text)
    .bind(clock::milliseconds())
    .execute(&mut *write)
    .await?;
    Ok(write.commit().await?)
}

/// Keeps which headers the files of a mapping have, where nothing is known of that yet and no other mapping is for them.
pub(crate) async fn know(store: &Store, name: &str, headers: &str) -> Result<(), StoreError> {
    let mut write = store.write().await?;
    sqlx::query(
        "UPDATE mapping SET headers = $3 WHERE workspace = $1 AND name = $2 AND headers IS NULL
         AND NOT EXISTS (SELECT 1 FROM mapping AS other WHERE other.workspace = $1 AND other.headers = $3)",
    )
    .bind(store.workspace_id())
    .bind(name)
    .bind(headers)
    .execute(&mut *write)
    .await?;
    Ok(write.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::headers;

    #[test]
    fn headers_are_the_same_in_whatever_case_spacing_and_order() {
        let of = |names: &[&str]| {
            headers(
                &names
                    .iter()
                    .map(|&name| name.to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            of(&["Fecha", "Nota  media"]),
            of(&[" nota MEDIA ", "fecha"])
        );
        assert_ne!(of(&["fecha", "nota"]), of(&["fecha", "notas"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
