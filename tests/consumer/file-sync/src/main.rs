//! Keeps a file in OneDrive: uploads it in slices, downloads it again, prints the changes of the drive, and makes a copy.
//!
//! Usage: `file-sync FILE FOLDER`. The folder keeps the upload session, the link to later changes and the folder of downloads. A
//! run that was interrupted during the upload is resumed by the next one.

use std::error::Error;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use msgraph::client::FileSource;
use msgraph::http::StatusCode;
use msgraph::v1;
use msgraph::v1::bodies::DriveItemCopyBody;
use msgraph::v1::builders::DriveItemRequestBuilder;
use msgraph::v1::models::DriveItem;
use msgraph::{Client, DeltaItem, Download, Upload, Uploaded};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A multiple of 320 KiB. Five to ten MiB are faster; small slices show the progress.
const SLICE: u64 = 320 * 1024;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [file, folder] = arguments.as_slice() else { return Err("usage: file-sync FILE FOLDER".into()) };
    let name = file.file_name().and_then(|name| name.to_str()).ok_or("the file has no name")?;
    // The name of a download may be that of another file in the folder.
    let downloads = folder.join("downloads");
    fs::create_dir_all(&downloads)?;
    let client = sign_in::client(&["Files.ReadWrite"])?;
    let remote = v1::me().drive().root().path(format!("Backup/{name}"));
    upload(&client, file, &remote, &folder.join("upload-url.txt")).await?;
    download(&client, &remote, &downloads.join(name)).await?;
    print_changes(&client, &folder.join("delta-link.txt")).await?;
    copy(&client, &remote, &format!("Copy of {name}")).await
}

/// The text of a file, if there is one.
fn kept(file: &Path) -> Result<Option<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Uploads a file, or resumes the upload of an earlier run.
async fn upload(
    client: &Client,
    file: &Path,
    remote: &DriveItemRequestBuilder,
    session_file: &Path,
) -> Result<()> {
    let mut source = FileSource::new(File::open(file)?);
    let resumed = match kept(session_file)? {
        Some(url) => resume(client, &mut source, url).await?,
        None => None,
    };
    let uploaded = match resumed {
        Some(uploaded) => uploaded,
        None => {
            let session = client.send(remote.create_upload_session()).await?;
            fs::write(session_file, session.upload_url.as_deref().unwrap_or_default())?;
            let mut upload: Upload<DriveItem> = Upload::new(&session, source.size()?)?.slice_size(SLICE)?;
            client.upload(&mut upload, &mut source, print_progress).await?
        }
    };
    fs::remove_file(session_file)?;
    println!("item: {}", uploaded.item.and_then(|item| item.id).unwrap_or_default());
    Ok(())
}

/// Resumes an upload. `None` when its session has ended: it has expired, or the file was complete.
async fn resume(
    client: &Client,
    source: &mut FileSource,
    url: String,
) -> Result<Option<Uploaded<DriveItem>>> {
    println!("resuming");
    let mut upload: Upload<DriveItem> = Upload::at(url, source.size()?)?.slice_size(SLICE)?;
    match client.resume(&mut upload, source, print_progress).await {
        Ok(uploaded) => Ok(Some(uploaded)),
        Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => {
            println!("the session has ended");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn print_progress(sent: u64, size: u64) {
    println!("uploaded {sent} of {size} bytes");
}

/// Downloads the item to a file.
async fn download(client: &Client, remote: &DriveItemRequestBuilder, file: &Path) -> Result<()> {
    let mut to = File::create(file)?;
    let mut download = client.download(Download::new(remote.content()));
    while let Some(bytes) = download.try_next().await? {
        to.write_all(&bytes)?;
    }
    println!("downloaded {} bytes", download.state().position());
    Ok(())
}

/// Prints the items that changed since the last run, and keeps the link to later changes.
async fn print_changes(client: &Client, link_file: &Path) -> Result<()> {
    let first = v1::me().drive().root().delta();
    let mut changes = client.delta(match kept(link_file)? {
        Some(link) => first.next_page_from(link),
        None => first,
    });
    while let Some(change) = changes.try_next().await? {
        match change {
            DeltaItem::Present(item) => println!("changed: {}", item.name.as_deref().unwrap_or("?")),
            DeltaItem::Removed(removed) => println!("removed: {}", removed.id.unwrap_or_default()),
        }
    }
    if let Some(link) = changes.delta_link() {
        fs::write(link_file, link)?;
    }
    Ok(())
}

/// Copies the item, which the service does asynchronously.
async fn copy(client: &Client, remote: &DriveItemRequestBuilder, name: &str) -> Result<()> {
    let body = DriveItemCopyBody { name: Some(name.to_owned()), ..Default::default() };
    let accepted = client.send(remote.copy_with(&body)).await?;
    let monitor = accepted.monitor().ok_or("the service named no monitor")?;
    let end = client
        .wait(&monitor, |progress| println!("copying: {} %", progress.percent().unwrap_or_default()))
        .await?;
    println!("copied to {}", end.resource_id().unwrap_or("?"));
    Ok(())
}
