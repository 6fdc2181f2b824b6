//! Several workspaces: they share nothing but the people who are members of both.

use serde_json::{Value, json};
use shared::{
    access::Role,
    api::{Me, WorkspaceName},
};

use super::*;

const JOURNEY: &str = "01890a5d-ac96-774b-bcce-b302099a8001";

async fn two() -> (Set, Person, WorkspaceName, WorkspaceName) {
    let (set, owner) = Set::owned().await;
    let reply = owner
        .post(
            "/journeys",
            &json!({ "id": JOURNEY, "title": "Airport", "template": "blank" }),
        )
        .await;
    assert_eq!(reply.status, StatusCode::CREATED);
    let south: WorkspaceName = owner
        .post(
            "/workspaces",
            &json!({ "name": "Puente Sur", "lang": "es" }),
        )
        .await
        .json();
    let north = owner.me().await.workspace.unwrap();
    (set, owner, north, south)
}

#[tokio::test]
async fn whoever_makes_a_workspace_owns_it_and_goes_there_and_back() {
    let (_, owner, north, south) = two().await;
    done(
        &owner
            .post("/entrance/workspace", &json!({ "workspace": south.id }))
            .await,
    );
    let me: Me = owner.me().await;
    assert_eq!(
        (me.role, me.workspace.as_ref()),
        (Role::Owner, Some(&south))
    );
    assert_eq!(me.workspaces, [north.clone(), south.clone()]);
    assert_eq!(owner.get("/journeys").await.text, "[]");
    refused(
        &owner.get("/journeys/airport").await,
        404,
        "not_found",
        None,
    );
    assert_eq!(owner.get("/catalogue").await.status, StatusCode::OK);
    done(&owner.put("/workspace", &json!({ "name": "Sur" })).await);
    assert_eq!(owner.me().await.workspace.unwrap().name, "Sur");
    done(
        &owner
            .post("/entrance/workspace", &json!({ "workspace": north.id }))
            .await,
    );
    assert_eq!(owner.get("/journeys/airport").await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_goes_where_they_are_no_member_and_learns_nothing_of_it() {
    let (set, owner, _, south) = two().await;
    let bea = set.member(&owner, "Bea", Role::Admin).await;
    let there = bea
        .post("/entrance/workspace", &json!({ "workspace": south.id }))
        .await;
    let nowhere = bea
        .post("/entrance/workspace", &json!({ "workspace": JOURNEY }))
        .await;
    refused(&there, 404, "not_found", None);
    assert_eq!(there.text, nowhere.text);
    refused(
        &bea.post("/workspaces", &json!({ "name": "Mine", "lang": "en" }))
            .await,
        403,
        "forbidden",
        None,
    );
    refused(
        &set.anybody()
            .post("/entrance/workspace", &json!({ "workspace": south.id }))
            .await,
        401,
        "unauthenticated",
        None,
    );
}

/// Every route with ids of another workspace in every open part: they are nothing here.
#[tokio::test]
async fn ids_of_another_workspace_are_ids_of_nothing() {
    let (set, owner, north, south) = two().await;
    let bea = set.member(&owner, "Bea", Role::Viewer).await;
    let theirs = bea.me().await.id;
    let invited: Value = owner
        .post(
            "/invitations",
            &json!({ "email": "c@example.org", "role": "viewer" }),
        )
        .await
        .json();
    let invitation = invited["invitation"]["id"].as_str().unwrap().to_owned();
    let link: Value = owner
        .post(
            &format!("/journeys/{JOURNEY}/guests"),
            &json!({ "role": "viewer", "hours": 1, "most_uses": 1 }),
        )
        .await
        .json();
    let link = link["kept"]["id"].as_str().unwrap().to_owned();
    done(
        &owner
            .post("/entrance/workspace", &json!({ "workspace": south.id }))
            .await,
    );
    let member = json!({ "role": "viewer", "people": false, "departments": [] });
    let narrow = json!({ "role": "viewer" });
    let empty = json!({});
    let guests = json!({ "role": "viewer", "hours": 1, "most_uses": 1 });
    let tried = [
        owner.get(&format!("/journeys/{JOURNEY}")).await,
        owner.get(&format!("/journeys/{JOURNEY}/history")).await,
        owner.get(&format!("/journeys/{JOURNEY}/versions/1")).await,
        owner.get(&format!("/journeys/{JOURNEY}/guests")).await,
        owner
            .post(&format!("/journeys/{JOURNEY}/guests"), &guests)
            .await,
        owner
            .delete(&format!("/journeys/{JOURNEY}/guests/{link}"))
            .await,
        owner
            .post(&format!("/journeys/{JOURNEY}/guests/{link}/code"), &empty)
            .await,
        owner.put(&format!("/members/{theirs}"), &member).await,
        owner.delete(&format!("/members/{theirs}")).await,
        owner
            .post(&format!("/members/{theirs}/erase"), &empty)
            .await,
        owner
            .put(
                &format!("/members/{}/journeys/{JOURNEY}", owner.me().await.id),
                &narrow,
            )
            .await,
        owner.delete(&format!("/invitations/{invitation}")).await,
        owner.get(&format!("/scores?journey={JOURNEY}")).await,
        owner
            .get(&format!("/metrics/reality?journey={JOURNEY}"))
            .await,
    ];
    for (number, reply) in tried.iter().enumerate() {
        assert_eq!(
            (number, reply.status),
            (number, StatusCode::NOT_FOUND),
            "{}",
            reply.text
        );
    }
    // Nothing of it was done.
    done(
        &owner
            .post("/entrance/workspace", &json!({ "workspace": north.id }))
            .await,
    );
    assert_eq!(bea.me().await.role, Role::Viewer);
    let members: Value = owner.get("/members").await.json();
    assert_eq!(members["invitations"].as_array().unwrap().len(), 1);
    let links: Value = owner
        .get(&format!("/journeys/{JOURNEY}/guests"))
        .await
        .json();
    assert_eq!(links["links"][0]["revoked"], json!(false));
}

/// The same for every route that has open parts, found by itself: whatever an id of another workspace is of, it is as an id of nothing.
#[tokio::test]
async fn every_route_takes_an_id_of_another_workspace_for_one_of_nothing() {
    const NOTHING: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
    let (set, owner, north, south) = two().await;
    let report = set.house.import(&["1,2026-10-01,norte,1,5"]).await;
    let bea = set.member(&owner, "Bea", Role::Viewer).await;
    let invited = json!({ "email": "c@example.org", "role": "viewer" });
    let invited: Value = owner.post("/invitations", &invited).await.json();
    let guests = json!({ "role": "viewer", "hours": 1, "most_uses": 1 });
    let guests: Value = owner
        .post(&format!("/journeys/{JOURNEY}/guests"), &guests)
        .await
        .json();
    let export: Value = owner
        .post(
            &format!("/journeys/{JOURNEY}/exports"),
            &json!({ "format": "json" }),
        )
        .await
        .json();
    let comment = json!({
        "id": "01890a5d-ac96-774b-bcce-b302099a8003",
        "thread": "01890a5d-ac96-774b-bcce-b302099a8004",
        "about": { "kind": "journey", "journey": JOURNEY },
        "text": "Who rings?",
    });
    let said = owner.post("/comments", &comment).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    let account: Value = bea.get("/account").await.json();
    let token = json!({ "name": "till", "scope": "read", "days": 1 });
    let token: Value = bea.post("/account/tokens", &token).await.json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let theirs = [
        ("journey", JOURNEY.to_owned()),
        ("seq", "1".to_owned()),
        ("member", bea.me().await.id.to_string()),
        ("invitation", text(&invited["invitation"]["id"])),
        ("link", text(&guests["kept"]["id"])),
        ("export", text(&export["id"])),
        ("comment", text(&comment["id"])),
        ("thread", text(&comment["thread"])),
        ("session", text(&account["sessions"][0]["id"])),
        ("token", text(&token["kept"]["id"])),
        ("source", "desk".to_owned()),
        ("external_id", "1".to_owned()),
        ("import", report.batch.unwrap().to_string()),
        // There are none of them: what a route does with the id of another thing is told by the others.
        ("upload", NOTHING.to_owned()),
        ("persona", NOTHING.to_owned()),
        ("image", NOTHING.to_owned()),
        ("dimension", "region".to_owned()),
        ("name", "nothing".to_owned()),
    ];
    let filled = |path: &str, nothing: bool| {
        let parts = path.trim_start_matches("/api/v1").split('/').map(|part| {
            let Some(name) = part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'))
            else {
                return part.to_owned();
            };
            let found = theirs.iter().find(|(known, _)| *known == name);
            let (_, id) = found.unwrap_or_else(|| panic!("{path}: what is {name}?"));
            match (nothing, name) {
                (true, "seq" | "dimension" | "name") | (false, _) => id.clone(),
                (true, "source" | "external_id") => "nothing".to_owned(),
                (true, _) => NOTHING.to_owned(),
            }
        });
        parts.collect::<Vec<_>>().join("/")
    };
    let there = json!({ "workspace": south.id });
    done(&owner.post("/entrance/workspace", &there).await);
    let mut tried = 0;
    for route in server::http::openapi::ROUTES {
        if !route.path.contains('{') {
            continue;
        }
        let body = Some(b"{}".as_slice()).filter(|_| route.method != "get");
        let method: axum::http::Method = route.method.to_uppercase().parse().unwrap();
        let ask = async |nothing: bool| {
            let path = filled(route.path, nothing);
            let reply = owner.send(method.clone(), &path, body).await;
            let mut text = reply.text;
            for part in path.split('/').filter(|part| !part.is_empty()) {
                text = text.replace(part, "…");
            }
            (reply.status, text)
        };
        let (of_theirs, of_nothing) = (ask(false).await, ask(true).await);
        assert_eq!(of_theirs, of_nothing, "{} {}", route.method, route.path);
        tried += 1;
    }
    assert!(tried >= 25, "{tried}");
    // And nothing of it was done there.
    let back = json!({ "workspace": north.id });
    done(&owner.post("/entrance/workspace", &back).await);
    assert_eq!(bea.me().await.role, Role::Viewer);
    assert_eq!(owner.get("/records/desk/1").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_audit_log_of_one_workspace_says_nothing_of_another() {
    let (_, owner, north, south) = two().await;
    done(
        &owner
            .post("/entrance/workspace", &json!({ "workspace": south.id }))
            .await,
    );
    assert_eq!(owner.events().await, ["workspace_made"]);
    done(
        &owner
            .post("/entrance/workspace", &json!({ "workspace": north.id }))
            .await,
    );
    assert_eq!(owner.events().await, ["set_up"]);
}

#[tokio::test]
async fn who_is_a_member_of_two_workspaces_is_erased_by_neither_alone() {
    let (set, owner, _, south) = two().await;
    let bea = set.member(&owner, "Bea", Role::Viewer).await;
    done(
        &owner
            .post("/entrance/workspace", &json!({ "workspace": south.id }))
            .await,
    );
    let invited: Value = owner
        .post(
            "/invitations",
            &json!({ "email": "bea@example.org", "role": "editor" }),
        )
        .await
        .json();
    let secret = secret_of(invited["link"].as_str().unwrap()).to_owned();
    let says: Value = set
        .anybody()
        .post("/entrance/invitations/look", &json!({ "secret": secret }))
        .await
        .json();
    assert_eq!(says["known"], json!(true));
    let wrong = json!({ "secret": secret, "password": "wrong" });
    refused(
        &set.anybody()
            .post("/entrance/invitations/accept", &wrong)
            .await,
        401,
        "unauthenticated",
        Some("wrong_credentials"),
    );
    let right = json!({ "secret": secret, "password": PASSWORD });
    let there = Person::of(
        &set.house,
        &set.anybody()
            .post("/entrance/invitations/accept", &right)
            .await,
    );
    assert_eq!(there.me().await.workspace.unwrap(), south);
    let id = bea.me().await.id;
    refused(
        &owner
            .post(&format!("/members/{id}/erase"), &json!({}))
            .await,
        422,
        "invalid",
        Some("in_use"),
    );
    done(&owner.delete(&format!("/members/{id}")).await);
    assert_eq!(
        (bea.me().await.role, there.me().await.role),
        (Role::Viewer, Role::Nobody)
    );
}
