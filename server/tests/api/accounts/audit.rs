//! The audit log: filtered, paged, taken away, and never changed.

use serde_json::{Value, json};
use shared::{access::Role, api::AuditPage};

use super::*;

#[tokio::test]
async fn it_is_read_by_kind_by_person_and_page_by_page() {
    let (set, owner) = Set::owned().await;
    let bea = set.member(&owner, "Bea", Role::Admin).await;
    let id = bea.me().await.id;
    let page: AuditPage = bea.get("/audit?limit=2").await.json();
    assert_eq!((page.events.len(), page.more), (2, true));
    let last = page.events[1].seq;
    let older: AuditPage = bea.get(&format!("/audit?before={last}")).await.json();
    assert!(older.events.iter().all(|event| event.seq < last) && !older.more);
    let theirs: AuditPage = bea.get(&format!("/audit?actor={id}")).await.json();
    assert!(
        theirs
            .events
            .iter()
            .all(|event| event.name.as_deref() == Some("Bea"))
    );
    let invited: AuditPage = bea.get("/audit?kind=invited").await.json();
    assert_eq!(invited.events.len(), 1);
    assert_eq!(invited.events[0].address, "127.0.0.1");
    refused(
        &bea.get("/audit?limit=0").await,
        422,
        "invalid",
        Some("out_of_range"),
    );
    refused(
        &bea.get("/audit?kind=nothing").await,
        400,
        "malformed",
        None,
    );
}

#[tokio::test]
async fn it_is_taken_away_as_a_table_and_says_so() {
    let (_, owner) = Set::owned().await;
    let file = owner.get("/audit.csv").await;
    assert!(
        file.headers["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/csv")
    );
    let mut lines = file.text.lines();
    assert_eq!(
        lines.next(),
        Some("number,at,kind,actor,name,way,address,about")
    );
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("1,2026-11-01T12:00:00Z,set_up,"),
        "{}",
        file.text
    );
    assert_eq!(owner.events().await[0], "audit_taken");
}

#[tokio::test]
async fn nothing_in_it_is_changed_or_removed() {
    let (set, _) = Set::owned().await;
    for statement in [
        "UPDATE audit_event SET kind = 'x'",
        "DELETE FROM audit_event",
    ] {
        let mut write = set.house.services.store().write().await.unwrap();
        let refused = sqlx::query(statement)
            .execute(&mut *write)
            .await
            .unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
}

#[tokio::test]
async fn it_keeps_what_was_deleted_and_taken_away() {
    let (_, owner) = Set::owned().await;
    let journey = "01890a5d-ac96-774b-bcce-b302099a8001";
    owner
        .post(
            "/journeys",
            &json!({ "id": journey, "title": "Airport", "template": "blank" }),
        )
        .await;
    assert_eq!(
        owner.get("/journeys/airport/file?format=json").await.status,
        StatusCode::OK
    );
    let log: Value = owner.get("/audit?kind=journey_taken").await.json();
    assert_eq!(
        log["events"][0]["about"],
        json!({ "journey": journey, "format": "json" })
    );
}
