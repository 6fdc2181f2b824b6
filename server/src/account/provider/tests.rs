use super::*;

fn settings(issuer: &str) -> ProviderSettings {
    ProviderSettings {
        issuer: issuer.to_owned(),
        client_id: "puente".to_owned(),
        client_secret: Secret::new("s3cret"),
        name: "House".to_owned(),
    }
}

const BACK: &str = "https://puente.example.org/sign-in/back";

#[test]
fn an_issuer_is_reached_by_https_or_on_this_machine() {
    for (issuer, fits) in [
        ("https://login.example.org", true),
        ("https://login.example.org/tenant/v2.0", true),
        ("http://127.0.0.1:8080", true),
        ("http://[::1]:8080/realms/house", true),
        ("http://localhost:8080", true),
        ("http://login.example.org", false),
        ("http://localhost.example.org", false),
        ("http://127.0.0.1.example.org", false),
        ("http://10.0.0.1", false),
        ("ftp://login.example.org", false),
        ("file:///etc/passwd", false),
        ("https://ana:s3cret@login.example.org", false),
        ("https://login.example.org?tenant=1", false),
        ("https://login.example.org#a", false),
        ("login.example.org", false),
        ("", false),
    ] {
        let made = Provider::new(&settings(issuer), BACK);
        assert_eq!(made.is_ok(), fits, "{issuer}");
        if let Err(error) = made {
            assert_eq!(error, ProviderError::Issuer);
        }
    }
    let refused = Provider::new(&settings("https://login.example.org"), "/back").unwrap_err();
    assert_eq!(refused, ProviderError::Redirect);
}

#[test]
fn the_secret_is_not_printed_for_debugging() {
    let settings = settings("https://login.example.org");
    let provider = Provider::new(&settings, BACK).unwrap();
    assert!(!format!("{settings:?} {provider:?}").contains("s3cret"));
    let begun = Begun {
        url: "u".to_owned(),
        state: "s3cret".to_owned(),
        nonce: "s3cret".to_owned(),
        verifier: "s3cret".to_owned(),
    };
    assert!(!format!("{begun:?}").contains("s3cret"));
}

#[test]
fn what_is_no_address_is_none_and_names_are_one_line() {
    for email in [
        "",
        "ana",
        "ana@example.org\r\nBcc: b@example.org",
        "a b@example.org",
    ] {
        assert_eq!(usable(email), None, "{email:?}");
    }
    assert_eq!(usable(&format!("{}@example.org", "a".repeat(250))), None);
    assert_eq!(
        usable(" ana@example.org ").as_deref(),
        Some("ana@example.org")
    );
    assert_eq!(one_line("Ana\r\n María").as_deref(), Some("Ana María"));
    assert_eq!(one_line(" \u{0} "), None);
    assert_eq!(
        one_line(&"ñ".repeat(900)).map(|name| name.chars().count()),
        Some(200)
    );
}

#[test]
fn what_a_provider_does_can_be_awaited_in_any_thread() {
    fn in_any_thread(_: impl Send) {}
    let provider = Provider::new(&settings("http://127.0.0.1:1"), BACK).unwrap();
    in_any_thread(provider.begin());
    in_any_thread(provider.finish("", "", ""));
}
