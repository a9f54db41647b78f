fn main() {
    let docs = std::env::args().nth(1).unwrap();
    let sources = generator::source::load::load(docs.as_ref(), Some(generator::source::Version::V1)).unwrap();
    let t = std::time::Instant::now();
    let reading = generator::read(sources);
    eprintln!("{:?} {:?}", t.elapsed(), reading.counts);
    println!("{}", generator::dump::dump(&reading.models[0], &reading.diagnostics));
}
