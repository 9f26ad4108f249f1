/**
 * Settings of the embedded database, written anew at every start as `muster.conf`. `ALTER SYSTEM` still wins over them.
 * A city is small (millions of rows) and the page cache of the machine holds it: a small buffer pool costs nothing measurable and
 * keeps server + PostgreSQL under 400 MB at rest. Nothing here gives up durability: what was answered was on the disk.
 */
export function tuning(socketFolder: string, others: Record<string, string>): string {
  const settings: Record<string, string> = {
    listen_addresses: '', // no TCP at all
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    cluster_name: 'muster',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '120', // two servers, and the shell beside them
    shared_buffers: '128MB',
    effective_cache_size: '4GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    wal_compression: 'pglz',
    min_wal_size: '128MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1', // solid state
    jit: 'off', // compiling costs more than every query here
    max_parallel_workers_per_gather: '0', // two cores, many short queries
    io_workers: '2',
    autovacuum_naptime: '20s',
    track_io_timing: 'on',
    log_min_duration_statement: '1s',
    idle_in_transaction_session_timeout: '60s',
    ...others,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('');
}
