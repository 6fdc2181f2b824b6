//! The one way to declare texts: each key with its English and its Spanish, or it does not compile.

/// Declares the texts of a capability.
///
/// ```text
/// words! {
///     /// What they are for.
///     pub struct PortfolioWords {
///         title: "Journeys" / "Recorridos",
///     }
///     sentences {
///         cards(n: u32) { en: format!("{n} cards"), es: format!("{n} tarjetas") }
///     }
/// }
/// ```
/// A plain text becomes a field, a text with arguments a method that returns `String`.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($key:ident: $en:literal / $es:literal),* $(,)? }
        $(sentences { $($say:ident($($arg:ident: $ty:ty),* $(,)?) { en: $say_en:expr, es: $say_es:expr $(,)? })* })?
    ) => {
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name {
            #[allow(dead_code, reason = "only sentences with arguments ask for it")]
            lang: $crate::words::Lang,
            $(#[doc = $en] pub $key: &'static str,)*
        }

        impl $name {
            pub(super) const EN: Self = Self { lang: $crate::words::Lang::En, $($key: $en,)* };
            pub(super) const ES: Self = Self { lang: $crate::words::Lang::Es, $($key: $es,)* };

            $($(
                #[doc = concat!("The sentence `", stringify!($say), "` in this language.")]
                #[must_use]
                pub fn $say(&self, $($arg: $ty),*) -> String {
                    match self.lang {
                        $crate::words::Lang::En => ($say_en).into(),
                        $crate::words::Lang::Es => ($say_es).into(),
                    }
                }
            )*)?
        }
    };
}
pub(crate) use words;
