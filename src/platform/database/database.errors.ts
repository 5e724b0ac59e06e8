import { DomainError } from '../errors/domain-error.js';

export class WrongDatabaseLocaleError extends DomainError {
  readonly code = 'platform.wrong-database-locale';
  readonly kind = 'unavailable';

  constructor() {
    super(
      'Cơ sở dữ liệu không xử lý được chữ tiếng Việt: tạo lại cụm PostgreSQL với --encoding=UTF8 --locale-provider=icu --icu-locale=vi-VN --locale=C.UTF-8. / ' +
        'The database cannot handle Vietnamese letters: create the PostgreSQL cluster with --encoding=UTF8 --locale-provider=icu --icu-locale=vi-VN --locale=C.UTF-8.',
    );
  }
}
