//! Writes the seeds of the target `reader`: every JSON body that an example of `docs-input` holds, each into a file of its own.

use std::path::Path;
use std::{fs, io};

const MIXED: &[&str] = &[
    r#"{"b":true,"d":1.5,"e":"html","i":-7,"j":{"x":[null]},"o":{"name":"a","address":null},"s":"x","u":255}"#,
    r#"{"f32":0.1,"i16":"12","i64":"9007199254740993","dec":1.50,"dec2":1e400,"value8":128,"tod":"10:00:00.5"}"#,
    r#"{"day":"2024-02-30","dur":"PT1M","bin":"YQ==","guid4":"6F9619FF-8B86-D011-B42D-00C04FC964FF","moment":"2024-01-01T00:00:00+02:00"}"#,
    r#"{"ld":["INF",1,null],"le":["low","x"],"li":[1.0,"2"],"lls":[["a"],[1],null],"lo":[{},3],"flags":"low,high","times":["",0]}"#,
    r##"{"any":{"id":"1","@odata.type":"#microsoft.graph.user"},"lp":[{"@odata.type":"#microsoft.graph.nothing"},{"displayName":7}],"box":{"box":{"lx":[{"s":"\ud83e\udd80"}]}}}"##,
    r#"{"s":"a","s":1,"s":null,"b":null,"b":true,"lo":[],"lo":null}"#,
];

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = here.join("corpus/reader");
    fs::create_dir_all(&corpus)?;
    let reading = generator::read(&here.join("../../docs-input"), None).map_err(io::Error::other)?;
    let operations = reading.models.iter().flat_map(|model| &model.operations);
    let examples = operations.flat_map(|operation| &operation.examples);
    let bodies = examples.flat_map(|example| {
        let answer = example.response.as_ref().map(|response| response.body.as_str());
        [Some(example.body.as_str()), answer].into_iter().flatten().filter(|body| !body.is_empty())
    });
    for (number, body) in bodies.chain(MIXED.iter().copied()).enumerate() {
        fs::write(corpus.join(format!("seed-{number}.json")), body)?;
    }
    Ok(())
}
