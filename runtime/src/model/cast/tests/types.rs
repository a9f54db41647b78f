//! Objects that name several types.

use crate::Json;
use crate::model::example::{CancelledEvent, Event};
use std::time::{Duration, Instant};

#[test]
fn last_of_several_types_wins_wherever_they_are() {
    let types = ["event", "jobEvent", "cancelledEvent", "otherEvent"];
    for (first, second, last) in (0..64).map(|number| (number / 16, number / 4 % 4, number % 4)) {
        let [first, second, last] = [first, second, last].map(|index: usize| types[index]);
        let text = format!(
            r##"{{"job": 2.0, "x": 1, "@odata.type": "#microsoft.graph.{first}", "id": "1", "by": null,
            "@odata.type": "#microsoft.graph.{second}", "by": "me", "job": "7", "name": null,
            "@odata.type": "#microsoft.graph.{last}", "inner": {{}}, "cause": {{"id": "2"}}}}"##
        );
        let read: Event = serde_json::from_str(&text).unwrap();
        let once: Json = serde_json::from_str(&text).unwrap();
        assert_eq!((&read, serde_json::to_value(&read).unwrap()), (&super::read(&once), once), "{text}");
        assert_eq!(read.odata_type(), format!("#microsoft.graph.{last}"));
        assert_eq!(read.get(CancelledEvent::BY).is_some(), last == "cancelledEvent", "{text}");
    }
}

#[test]
fn many_types_of_one_object_are_read_in_linear_time() {
    let text = |kinds: [&str; 2]| {
        let values: String = (0..8000).map(|number| format!("\"a{number}\": 0,")).collect();
        let types =
            (0..8000).map(|number| format!("\"@odata.type\": \"#microsoft.graph.{}\",", kinds[number % 2]));
        format!("{{{values}{}\"id\": \"1\"}}", types.collect::<String>())
    };
    let elapsed = |text: String| {
        let begun = Instant::now();
        serde_json::from_str::<Event>(&text).unwrap();
        begun.elapsed()
    };
    let one = elapsed(text(["jobEvent", "jobEvent"]));
    let two = elapsed(text(["jobEvent", "cancelledEvent"]));
    assert!(two < 50 * one + Duration::from_secs(1), "{one:?}, {two:?}");
}
