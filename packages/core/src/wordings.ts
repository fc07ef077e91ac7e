/**
 * How panels word their errors, in seven languages: the words of each concept, and which concepts together mean what.
 * Composed rather than listed sentence by sentence, because every panel words the same refusal in its own way. All of it is
 * data: a new wording is a new word here.
 *
 * Words are separated by ` | ` and compared in the plain form that plain-text.ts makes (lower case, no accents, no Arabic
 * article). `*` continues a word, ` .. ` lets up to three words stand between.
 */

/** The languages of the tables. English words are met in all of them. */
export const WORDING_LANGUAGES = ['en', 'tr', 'id', 'ru', 'pt', 'es', 'ar'] as const;
export type WordingLanguage = (typeof WORDING_LANGUAGES)[number];

/** What a wording can mean. `key_missing_or_invalid` says both in one breath; `index` greets instead of answering. */
export type WordingMeaning =
  | 'maintenance'
  | 'spam_protection'
  | 'too_many_requests'
  | 'address_not_allowed'
  | 'inactive_account'
  | 'missing_key'
  | 'key_missing_or_invalid'
  | 'invalid_key'
  | 'wrong_action'
  | 'index';

type Concept = keyof typeof CONCEPTS;

/** The words of each concept by language. */
export const CONCEPTS = {
  key: {
    en: 'api key* | apikey* | key | keys | token* | api token* | credential* | secret key | access key | invalid api | wrong api | incorrect api | api invalid | api wrong',
    tr: 'anahtar* | sifre* | kimlik bilgi* | api bilgi*',
    id: 'kunci* | kredensial*',
    ru: 'ключ* | токен* | учетные данные | учетных данных | ключом | реквизит* | данн* авторизации | данн* для входа',
    pt: 'chave* | credencia*',
    es: 'clave* | llave* | credencial*',
    ar: 'مفتاح* | رمز* | توكن | بيانات اعتماد | كود | بيانات دخول',
  },
  account: {
    en: 'account* | user* | username | member* | customer* | client* | reseller* | profile | seller | api access | your api | access to api | access to the api | you .. banned | you .. blocked | you .. suspended | you .. deactivated | you .. disabled',
    tr: 'hesab* | hesap* | kullanici* | uye* | musteri* | bayi* | engellendiniz | yasaklandiniz | banlandiniz | engellenmissiniz',
    id: 'akun* | pengguna* | anggota | pelanggan | anda .. diblokir | anda .. dibanned | anda .. suspend* | kamu .. diblokir',
    ru: 'аккаунт* | учетн* | пользовател* | профил* | клиент* | вы .. заблокирован* | вы .. забанен* | вас .. заблокирова* | вас .. забан*',
    pt: 'conta* | usuari* | utilizador* | cliente* | voce .. banid* | voce .. bloquead* | voce .. suspens*',
    es: 'cuenta* | usuari* | cliente* | has sido | usted .. bloquead* | estas bloquead* | fuiste banead*',
    ar: 'حساب* | مستخدم* | عضو* | عميل* | تم حظرك | تم ايقافك | انت محظور',
  },
  /** The API as a whole: only whether it is switched on is judged by it. */
  api: { en: 'api', tr: 'api', id: 'api', ru: 'апи', pt: 'api', es: 'api', ar: 'واجهه برمجه' },
  ip: {
    en: 'ip | ips | ip address* | whitelist* | white list* | whitelisted | allowlist*',
    tr: 'ip adres*',
    id: 'alamat ip',
    ru: 'айпи | ип адрес* | ip адрес* | белый список | белом списке',
    pt: 'endereco ip | ip de origem',
    es: 'direccion ip | lista blanca',
    ar: 'اي بي | عنوان ip | عنوانك',
  },
  action: {
    en: 'action* | method* | command* | endpoint* | operation* | request* | route | parameter* | params | param | query',
    tr: 'islem* | eylem* | aksiyon* | istek* | isteg* | metod* | metot* | komut* | talep* | talebi* | parametre*',
    id: 'aksi | tindakan | permintaan* | perintah* | metode* | operasi* | parameter*',
    ru: 'действие | действия | действию | экшен | метод* | команд* | запрос* | операци* | параметр*',
    pt: 'acao | acoes | metodo* | comando* | requisicao | requisicoes | solicitacao | pedido | operacao | parametro*',
    es: 'accion* | metodo* | comando* | solicitud* | peticion* | operacion* | parametro*',
    ar: 'اجراء* | طلب* | عمليه | امر | اوامر | طريقه | وظيفه | معامل* | دوال | داله | معلم*',
  },
  invalid: {
    en: 'invalid* | not valid | not .. valid | isn t valid | wrong | incorrect* | bad | not found | not .. found | does not exist | doesn t exist | not exist* | unknown | unrecogni* | not recogni* | mismatch* | not match* | valid key | valid api | not correct | isn t correct | can t find | cannot find | couldn t find | no such | no user | no account | no customer | malformed | incorrectly | key error | token error | can t be verified | cannot be verified | could not be verified | couldn t be verified | not verified | doesn t match | unverified | didn t match | not match | check your | verify your | please check | unable to authenticate | unable to verify | isn t right | not right | doesn t belong | not belong',
    tr: 'hatali | gecersiz* | yanlis* | gecerli degil* | gecerli bir | bulunamadi | bulunamiyor | dogru degil* | mevcut degil* | eslesm* | bilinmeyen | taninm* | hata | tanimsiz | uyusm* | gecerli olma* | hatali* | dogrulanam* | kayitli degil* | sistemde yok | gecersizdir | tanimlanam* | onaylanm* | uygun degil | kontrol ed* | boyle bir .. yok',
    id: 'salah | tidak valid | tidak sah | tidak ditemukan | tidak sesuai | tidak cocok | tidak dikenal* | tidak terdaftar | tidak benar | keliru | tak valid | tidak di temukan | tdk valid | gak valid | tidak diketahui | tidak tepat | tidak bisa ditemukan | tidak tersedia di | gagal diverifikasi | tidak ada di | belum terdaftar | tidak diterima | periksa | tidak ada pengguna | tidak ada user',
    ru: 'невер* | недействител* | не действ* | неправильн* | некорректн* | не корректн* | не найден* | не существует | ошибочн* | ошибка | не подходит | невалидн* | не верн* | не валид* | не распознан* | не совпада* | неизвестн* | не правильн* | нет такого | недопустим* | не удалось найти | нет пользовател* | не обнаружен* | не зарегистрирован* | не принадлежит | не соответств* | не удалось проверить | непра* | проверьте',
    pt: 'invalid* | incorret* | incorrect* | errad* | nao .. valid* | nao encontrad* | nao .. encontrad* | nao existe | nao .. corret* | nao reconhecid* | nao confere | desconhecid* | inexistente | erro | nao corresponde | nao encontramos | nao cadastrad* | nao localizad* | nao .. localizad* | nao pode ser verificad* | nao bate | verifique | confira',
    es: 'invalid* | incorrect* | erron* | equivocad* | no .. valid* | no encontrad* | no .. encontrad* | no existe | no .. correct* | no coincide | no reconocid* | no se encontr* | desconocid* | inexistente | mal* formad* | no se reconoce | no .. reconocid* | no .. encontr* | no registrad* | no .. registrad* | no .. existe | no pudo verificarse | mal | verifique | revise | compruebe',
    ar: 'غير صالح* | غير صحيح* | خاطئ* | خاطي* | خطا | غير موجود* | غير معروف* | ليس صحيح* | ليست صحيح* | لم يتم عثور | غير سليم* | غير مطابق* | لا يتطابق | مجهول* | لا وجود | غلط | ليس صالح* | ليس صحيحا | لم يتم عثور | غير مسجل* | لا تتطابق | لا يطابق | غير مقبول* | لم نجد | خاطءه | خاطئه | تحقق',
  },
  /** Says of the key itself that it is wrong, whatever is said of the request beside it. */
  wrongKey: {
    en: 'invalid api key | invalid key | invalid token | wrong api key | wrong key | incorrect api key | incorrect key | api key invalid | api key is invalid',
    tr: 'gecersiz api key | hatali api key | gecersiz api anahtar* | hatali api anahtar* | api key hatali | api key gecersiz',
    id: 'api key salah | api key tidak valid | api key tidak sesuai',
    ru: 'неверный ключ | неверный api ключ | неверный токен | неправильный ключ',
    pt: 'chave invalida | chave incorreta | chave de api invalida',
    es: 'clave invalida | clave incorrecta | clave api invalida | clave api incorrecta',
    ar: 'مفتاح غير صحيح | مفتاح غير صالح | مفتاح api غير صحيح | مفتاح api غير صالح',
  },
  /** Ways in which a key, but not an action, is turned away. */
  withdrawn: {
    en: 'expired | revoked | rejected | denied | not accepted | refused | not authori* | unauthori* | outdated',
    tr: 'suresi dol* | suresi gec* | reddedildi | iptal edil* | kabul edilm*',
    id: 'kadaluarsa | kedaluwarsa | kadaluwarsa | ditolak | dicabut',
    ru: 'истек* | просрочен* | отозван* | отклонен* | устарел* | не принят*',
    pt: 'expirad* | expirou | revogad* | rejeitad* | recusad* | vencid*',
    es: 'caducad* | expirad* | expiro | vencid* | revocad* | rechazad* | caduco',
    ar: 'منتهي* | انتهت صلاحي* | مرفوض* | ملغي* | انتهي صلاحي*',
  },
  missing: {
    en: 'missing | required | requires | empty | not provided | not specified | not set | not sent | not supplied | not given | must be provided | provide | specify | enter | blank | null | absent | no api key | no apikey | no key | no token | no action | no method | no command | no parameter* | no api | without | not received | undefined | didn t send | not present | must be set | must be filled | not passed | not included | not defined | needed | include | supply | can t be blank | was expected | expected | must include | please add | didn t provide | did not provide | please send | not found in request | not found in .. request | where is',
    tr: 'eksik* | gerekli* | gerekiyor | zorunlu* | bos | girilme* | belirtilme* | gonderilme* | giriniz | girin | yok | bulunmuyor | saglanma* | girmelisiniz | belirtin* | gerekmektedir | bos birakilamaz | yazin* | gonderin* | saglayin* | gonderilmeli* | girilmeli* | gir | belirtmelisiniz | yazmalisiniz | verilmedi | iletilmedi | bulunmamaktadir | girme*',
    id: 'kosong | wajib* | diperlukan | dibutuhkan | harus diisi | belum diisi | tidak ada | harap isi | masukkan | hilang | tidak disertakan | tidak diberikan | harus disertakan | belum dimasukkan | harus ada | belum dikirim | tidak dikirim | sertakan | silakan isi | tidak diisi | mohon isi | diwajibkan | perlu diisi | tidak boleh kosong | mohon masukkan | silahkan isi | harap masukkan | lengkapi | silahkan masukkan | dibutuhkan | perlu | tidak terisi | tidak lengkap | belum lengkap',
    ru: 'отсутству* | не указан* | не передан* | обязател* | пуст* | не задан* | требуется | укажите | необходим* | нужен | нет | не предоставлен* | не получен* | введите | не заполнен* | не отправлен* | не введен* | передайте | пропущен* | не определен* | нужно указать | не предоставили | не ввели | забыли | не хватает | не найдено в запросе | нужен | нужна | обязателен | не найден* в запросе',
    pt: 'ausente* | obrigatori* | vazi* | nao informad* | nao .. informad* | nao fornecid* | nao .. fornecid* | faltando | falta | faltou | informe | necessari* | em branco | nao .. enviad* | requerid* | nao .. especificad* | nao .. recebid* | envie | precisa informar | forneca | nao enviad* | nao especificad* | nao recebid* | nao definid* | nenhum* | preciso | precisa | exigid* | deve ser informad* | deve informar | insira | digite',
    es: 'falta* | requerid* | obligatori* | vaci* | no proporcionad* | no .. proporcionad* | ausente* | no especificad* | no .. especificad* | necesari* | no .. enviad* | se requiere | requiere | no se proporcion* | no se envi* | introduzca | ingrese | ingresa | indique | proporcion* | no .. recibid* | no se recib* | en blanco | no .. indicad* | no enviad* | no indicad* | no recibid* | debe enviar | debe indicar | no definid* | no se especific* | necesita* | ningun* | debe ser proporcion* | introduce | introducir | escriba | debe incluir | sin clave | exige',
    ar: 'مفقود* | مطلوب* | فارغ* | ناقص* | لم يتم ارسال* | لم يتم تقديم* | لم يتم توفير* | لم يتم تحديد* | يجب ادخال* | ادخل* | ادخال | غير مرسل* | الزامي* | لا يوجد* | بدون | غير محدد* | اجباري* | لم ترسل | لم يتم استلام* | يجب تقديم | يجب ارسال | مطلوبه | غير متوفر* | ارسل | لم يرسل | توفير* | تقديم* | ينقص | حقل فارغ | لم تقم بادخال | لم تدخل | يلزم | لم يتم ادخال* | غير موجود* .. طلب',
  },
  inactive: {
    en: 'inactive | not active | not .. active | not activated | deactivated | disabled | suspended | banned | blocked | frozen | closed | locked | terminated | not approved | pending | not enabled | not verified | restricted | unverified | isn t active | deleted | on hold | not yet active* | not .. activated | deactive* | passive | paused | not confirmed | disable | suspend | ban | unactivated | awaiting | under review | revoked account | verify your email | confirm your email | activate your account',
    tr: 'pasif* | aktif degil* | askiya al* | askida* | engellen* | engelli | banlan* | banli* | kapatil* | kapali* | devre disi* | dondurul* | onayli degil* | onaylanma* | kisitlan* | yasakl* | bloke* | aktif edilme* | silinmis* | aktiflestirilme* | bloklan* | durdurul* | aktif degildir | erisiminiz kapat* | beklemede | aktive edilme* | iptal edil* | aktif edilmemis* | onay bekl*',
    id: 'tidak aktif | nonaktif | dinonaktifkan | non aktif | diblokir | ditangguhkan | dibekukan | belum aktif | suspend* | terblokir | dibanned | diban | terkunci | belum diverifikasi | dikunci | ditutup | belum diaktifkan | dihapus | di suspend | disuspend* | di blokir | di nonaktifkan | tidak di aktifkan | kena banned | terbanned | di banned | di nonaktif* | dinonaktif* | terbanned | di bekukan | belum di aktif* | diblock | di block | di suspen* | tersuspend | ter suspend',
    ru: 'неактив* | не актив* | заблокирова* | отключен* | приостановлен* | заморожен* | деактивирован* | забан* | блокирован* | удален* | закрыт* | не подтвержден* | ограничен* | выключен* | бан | не активн* | приостановлен* | неподтвержд* | ожидает | закрыта | аннулирован* | выключен | неактивна',
    pt: 'inativ* | nao .. ativ* | suspens* | bloquead* | desativad* | banid* | desabilitad* | encerrad* | congelad* | cancelad* | restrit* | nao .. verificad* | nao ativad* | pausad* | pendente* | nao aprovad* | desabilitad* | excluid*',
    es: 'inactiv* | no .. activ* | suspendid* | bloquead* | desactivad* | deshabilitad* | banead* | cerrad* | congelad* | inhabilitad* | no .. verificad* | restringid* | cancelad* | vetad* | pausad* | pendiente* | no aprobad* | eliminad* | expulsad*',
    ar: 'غير نشط* | غير مفعل* | موقوف* | محظور* | معطل* | معلق* | مجمد* | غير فعال* | تم ايقاف* | تم تعطيل* | تم حظر* | تم تعليق* | مغلق* | متوقف* | محجوب* | لم يتم تفعيل* | تم تجميد* | تم اغلاق* | لم يتم تفعيل* | موقف | موقوفه | متوقف* | قيد مراجعه | محذوف* | تم تجميد* | ملغي*',
  },
  notAllowed: {
    en: 'not allowed | not .. allowed | isn t allowed | not authori* | not .. authori* | unauthori* | blocked | banned | denied | not whitelisted | not .. whitelist* | not in .. list | not on .. list | not permitted | forbidden | restricted | invalid | not registered | rejected | disallowed | not .. allowlist* | unknown | unrecogni* | not recogni*',
    tr: 'izin verilm* | izinli degil* | izin* | yetkisiz* | engellen* | yetkili degil* | kayitli degil* | tanimli degil* | yasak* | reddedildi | listesinde degil* | listede degil* | eklenme* | ekli degil* | gecersiz',
    id: 'tidak diizinkan | diblokir | belum .. whitelist* | tidak .. whitelist* | tidak terdaftar | ditolak | tidak sah | belum terdaftar | dilarang | tidak .. izin* | tidak di izinkan | tidak memiliki akses | tidak valid',
    ru: 'не разрешен* | запрещен* | заблокирован* | не .. списке | не .. списка | не допущен* | не добавлен* | отклонен* | не авторизован* | недоступ* | нет .. списке | не .. белом | не .. белый | отсутствует | не имеет доступа | не допускается',
    pt: 'nao permitid* | nao autorizad* | bloquead* | negad* | nao .. permitid* | nao .. autorizad* | nao .. lista | proibid* | restrit* | recusad* | nao liberad* | nao .. liberad* | invalido | nao cadastrad*',
    es: 'no permitid* | no autorizad* | bloquead* | denegad* | no .. permitid* | no .. autorizad* | no .. lista | prohibid* | rechazad* | restringid* | no registrad* | no .. registrad* | no .. permite* | no .. incluid*',
    ar: 'غير مسموح* | محظور* | غير مصرح* | مرفوض* | ممنوع* | غير مدرج* | ليس .. قائمه | غير مسجل* | غير معتمد* | غير مضاف* | تم حظر* | لا يسمح',
  },
  unsupported: {
    en: 'not supported | unsupported | not implemented | not allowed | undefined | unhandled | not available | not acceptable',
    tr: 'desteklenm* | destekleniyor degil | tanimlanma* | izin verilm*',
    id: 'tidak didukung | tidak tersedia | tidak dikenali | tidak ada',
    ru: 'не поддержива* | неподдерживаем* | не разрешен* | не предусмотрен* | не определен*',
    pt: 'nao suportad* | nao .. suportad* | nao permitid* | nao .. permitid* | nao disponivel | nao implementad*',
    es: 'no soportad* | no .. soportad* | no admitid* | no .. admitid* | no permitid* | no .. permitid* | no compatible | no disponible | no implementad*',
    ar: 'غير مدعوم* | غير متاح* | غير مسموح* | غير معرف*',
  },
  /** Says on its own that who asks may not. */
  unauthorised: {
    en: 'unauthorized | unauthorised | unauthenticated | not authorized | not authorised | not authenticated | authentication failed | authentication error | authentication required | authorization failed | authorization required | authorization error | auth failed | auth error | access denied | permission denied | login required | please log in | please login | not logged in | invalid login | failed to authenticate | authentication fail* | no access | access forbidden | no permission | not permitted | unable to authenticate | could not authenticate | cannot authenticate | login failed | bad auth* | invalid auth* | wrong auth* | authorization .. invalid | don t have access | do not have access | have no access',
    tr: 'yetkisiz* | yetkiniz yok | yetki yok | erisim reddedildi | erisim engellendi | kimlik dogrula* | oturum ac* | giris yap* | yetkilendirme* | erisim izniniz yok | dogrulama basarisiz | yetkiniz bulunm* | yetki hatasi | giris basarisiz',
    id: 'akses ditolak | otentikasi gagal | autentikasi gagal | tidak memiliki akses | tidak berhak | silakan login | tidak terautentikasi | tidak terotorisasi | gagal otentikasi | gagal autentikasi | tidak diizinkan | tidak punya akses | otorisasi gagal | tidak memiliki izin | harap login',
    ru: 'доступ запрещен | доступе отказано | отказано .. доступе | нет доступа | не авторизован* | неавторизован* | ошибка авторизации | ошибка аутентификации | требуется авторизация | необходима авторизация | авторизация не* | аутентификация не* | доступ закрыт | вы не вошли | нет прав | необходимо авторизоваться | требуется аутентификация',
    pt: 'nao autorizad* | acesso negado | sem permissao | falha .. autenticacao | nao autenticad* | erro .. autenticacao | faca login | autenticacao falhou | falha .. autenticar | acesso nao permitido | sem autorizacao | autenticacao necessaria | sem acesso | acesso proibido',
    es: 'no autorizad* | acceso denegado | sin permiso* | error .. autenticacion | autenticacion fallida | no autenticad* | fallo .. autenticacion | inicie sesion | acceso no permitido | autenticacion requerida | fallo .. autenticar | no tiene permiso* | no tiene acceso | sin autorizacion | acceso prohibido | autenticacion fallo',
    ar: 'غير مصرح* | غير مخول* | رفض وصول | وصول مرفوض | فشل مصادقه | فشلت مصادقه | ممنوع دخول | خطا .. مصادقه | تسجيل دخول | ليس لديك صلاحي* | غير مسموح .. وصول | تم رفض وصول | فشل .. مصادقه | لا تملك صلاحي* | دخول مرفوض | وصول ممنوع | فشل تحقق | ليس لديك اذن | تعذر مصادقه | تعذرت مصادقه',
  },
  spam: {
    en: 'spam* | antispam* | anti spam | flood* | antiflood',
    tr: 'spam*',
    id: 'spam*',
    ru: 'спам* | антиспам* | флуд* | антифлуд',
    pt: 'spam*',
    es: 'spam*',
    ar: 'سبام | رسائل مزعجه | ازعاج | اغراق',
  },
  wait: {
    en: 'wait* | please wait | cool down | cooldown',
    tr: 'bekleyin* | bekleyiniz | bekle | beklemelisiniz | beklemeniz | beklemen* | saniye sonra | dakika sonra',
    id: 'tunggu* | menunggu | mohon tunggu',
    ru: 'подожд* | ожидайте | обождите | повторите через | попробуйте через | ждать',
    pt: 'aguarde | espere | esperar | aguardar',
    es: 'espere | espera | esperar | aguarde | aguarda',
    ar: 'انتظر* | انتظار | ينتظر | تمهل',
  },
  tooMany: {
    en: 'too many* | rate limit* | ratelimit* | too fast | too often | too frequent* | too quickly | throttl* | limit .. exceeded | exceeded .. limit* | exceeded .. rate | exceeded .. quota | limit .. reached | reached .. limit | quota exceeded | slow down | requests per | many attempts | request limit | requests limit | over .. limit | hit .. limit | many requests | quota reached | requests exceeded | number of requests | per second | per minute | per hour | quota exhausted | exhausted | maximum requests | max requests | exceeds .. limit | limit was exceeded | too much | try again in | exceeded',
    tr: 'cok fazla* | cok sik* | cok hizli* | limit* asildi | limit* .. asildi | limitini* ast* | limitinizi* ast* | istek limit* | istek sinir* | sinir* asildi | siniri* ast* | kota* dol* | limit* dol* | limit* asim* | hiz limit* | hiz sinir* | sik istek | asiri istek | kota* as* | limit* ulas* | fazla istek | istek sayi* | cok fazla | limitiniz bit* | fazla sayida | sik aralik* | fazla deneme | yavas* | saniyede bir | dakikada bir | sikligi | siklik | saniyede en fazla | dakikada en fazla | saatte en fazla',
    id: 'terlalu banyak | terlalu cepat | terlalu sering | batas permintaan | melebihi batas | melebihi limit | limit terlampaui | batas .. terlampaui | limit request | limit permintaan | melampaui batas | melampaui limit | batas .. tercapai | limit .. tercapai | kuota .. habis | limit .. habis | mencapai batas | melebihi kuota | terlalu cepat | kebanyakan | terlampau banyak | batas request | per detik | per menit',
    ru: 'слишком много | слишком част* | слишком быстр* | превышен* .. лимит* | лимит* .. превышен* | лимит запросов | превышен* .. числ* | превышен* .. количеств* | ограничени* .. запросов | частые запросы | часты* | превысили | лимит исчерпан | исчерпан* лимит | превышен* .. частот* | превышен* квот* | много запросов | часто | превышен лимит | превышение лимит* | достигнут лимит | лимит .. достигнут | слишком большое | много обращений | исчерпан* | не более .. запрос* | не чаще | запрос* в секунду | запрос* в минуту',
    pt: 'muitas solicitacoes | muitas requisicoes | muitos pedidos | muito rapid* | limite .. excedid* | excedeu .. limite | limite .. requisicoes | limite .. atingid* | demasiad* | muitas tentativas | muito frequente* | excesso de | limite .. taxa | limite .. solicitacoes | limite .. ultrapassad* | ultrapassou .. limite | muitas chamadas | cota excedida | atingiu .. limite | taxa .. excedida | limite .. requisicao | limite .. chamadas | requisicoes demais | solicitacoes demais | limite diario | acima do limite | excesso | por segundo | por minuto',
    es: 'demasiad* | limite .. excedid* | excedido .. limite | excedio .. limite | limite .. solicitudes | limite .. peticiones | muchas solicitudes | muchas peticiones | muy rapido | limite .. alcanzad* | limite superado | superado .. limite | muy frecuente* | muchos intentos | limite .. superad* | alcanzado .. limite | cuota excedida | exceso de | tasa .. excedida | limite .. velocidad | limite .. diario | limite .. llamadas | supero .. limite | supera .. limite | alcanzo .. limite | limite de | por segundo | por minuto',
    ar: 'طلبات كثيره | كثير .. طلبات | عدد كبير | تجاوزت* .. حد | تجاوز* .. حد | حد .. طلبات | بسرعه كبيره | سريع* جدا | محاولات كثيره | كثره طلبات | معدل طلبات | تخطيت .. حد | طلبات اكثر | تجاوز* حد | تجاوزت* حد | تجاوز عدد | طلبات متكرره | طلبات عديده | بشكل متكرر | تجاوزت* | طلبات كبير* | طلبات .. كبير | وصلت .. حد | وصلت .. اقصي | تجاوز* | بسرعه | كثير* جدا',
  },
  maintenance: {
    en: 'maintenance* | under construction | scheduled downtime | upgrading | be back soon | be right back | being updated | back shortly | down for an upgrade | being upgraded | down for | planned downtime | maintainance | maintenence | scheduled work | updating our | updating the',
    tr: 'bakim | bakimda* | bakima* | bakim* calisma* | guncelleniyor | guncelleme yapil* | guncelleme calisma* | bakimdayiz | bakim* | guncellenmekte* | hizmet disi | yenileniyor | guncelleme nedeniyle',
    id: 'maintenance* | pemeliharaan | perbaikan | maintenis | sedang diperbarui | perawatan | diperbaiki | pembaruan sistem | sedang update | upgrade sistem | maintenence | dalam perbaikan | sedang perbaikan | pembaharuan sistem | maintainance',
    ru: 'техническ* работ* | техработ* | обслуживани* | профилактическ* | ведутся работы | реконструкц* | тех работ* | профилактик* | обновляется | идет обновление | технические работы | техническом перерыве | технический перерыв | техобслуж* | тех обслуж* | ремонт* | обновление сайта | обновление системы | плановые работы | плановых работ',
    pt: 'manutencao | em atualizacao | sendo atualizad* | voltaremos | estamos atualizando',
    es: 'mantenimiento | en obras | estamos actualizando | volveremos | en actualizacion | siendo actualizad*',
    ar: 'صيانه | قيد تحديث | يجري تحديث | سنعود قريبا | تحت انشاء | قيد تطوير | جاري تحديث | تتم صيانه | اصلاحات | تحديثات',
  },
  /** Not there for now; said of an account it is something else. */
  outage: {
    en: 'temporarily unavailable | temporarily disabled | temporarily closed | temporarily down | temporarily offline',
    tr: 'gecici olarak .. kapali* | gecici .. hizmet* | gecici olarak kullanilam* | gecici olarak kapat* | gecici olarak devre | gecici olarak ulasilam*',
    id: 'sementara tidak | ditutup sementara | tidak tersedia .. sementara',
    ru: 'временно недоступ* | временно отключ* | временно не работает | временно закрыт*',
    pt: 'temporariamente .. indisponivel | temporariamente fora | temporariamente suspens* | temporariamente desativad* | temporariamente offline | temporariamente fechad*',
    es: 'temporalmente .. disponible | temporalmente fuera | temporalmente cerrad* | temporalmente suspendid* | temporalmente desactivad* | temporalmente indisponible',
    ar: 'غير متاح* موقتا | موقتا',
  },
  /** The software behind the API stumbled: whatever else the sentence holds, it says nothing about key, account or action. */
  fault: {
    en: 'csrf* | page expired | sqlstate* | sql | mysql* | mysqli* | pdo* | pdoexception | database* | call to undefined | undefined variable | undefined offset | uncaught | stack trace | fatal error | syntax error | parse error | using password | foreign key | duplicate key | duplicate entry | primary key | array key | exception in | on line | internal error | internal server error | curl error | execution time | memory size | allowed memory | timed out | timeout | time out | license* | licence*',
    tr: 'veritabani* | veri tabani* | zaman asimi* | sunucu hatasi',
    id: 'basis data | waktu habis | kesalahan server | kesalahan sistem',
    ru: 'баз* данных | базе | таймаут* | время ожидания | внутренн*',
    pt: 'banco de dados | tempo limite | tempo esgotado | erro interno',
    es: 'base de datos | tiempo de espera | error interno',
    ar: 'قاعده بيانات | مهله | خطا داخلي',
  },
  greeting: {
    en: 'welcome* | documentation | docs | api is running | api works | api is working | hello world | it works | api online | usage | api is online | api is up',
    tr: 'hos geldiniz | dokumantasyon*',
    id: 'selamat datang | dokumentasi',
    ru: 'добро пожаловать | документаци*',
    pt: 'bem vindo* | documentacao',
    es: 'bienvenido* | documentacion',
    ar: 'مرحبا* | توثيق',
  },
} as const satisfies Record<string, Record<WordingLanguage, string>>;

/** Read from the top, the first rule whose concepts all occur decides: what is specific stands above what is general; null is unknown. */
export const RULES: readonly {
  meaning: WordingMeaning | null;
  all: readonly Concept[];
  none?: readonly Concept[];
}[] = [
  { meaning: 'maintenance', all: ['maintenance'], none: ['fault'] },
  { meaning: null, all: ['fault'] },
  { meaning: 'spam_protection', all: ['spam'] },
  { meaning: 'too_many_requests', all: ['tooMany'] },
  { meaning: 'spam_protection', all: ['wait'] },
  { meaning: 'address_not_allowed', all: ['ip', 'notAllowed'] },
  { meaning: 'inactive_account', all: ['account', 'inactive'] },
  { meaning: 'maintenance', all: ['outage'] },
  { meaning: 'inactive_account', all: ['key', 'inactive'], none: ['missing'] },
  { meaning: 'inactive_account', all: ['api', 'inactive'], none: ['missing', 'action'] },
  { meaning: 'key_missing_or_invalid', all: ['key', 'missing', 'invalid'] },
  { meaning: 'missing_key', all: ['key', 'missing'] },
  { meaning: 'invalid_key', all: ['wrongKey'] },
  { meaning: 'invalid_key', all: ['key', 'invalid'], none: ['action'] },
  { meaning: 'invalid_key', all: ['key', 'withdrawn'] },
  { meaning: 'invalid_key', all: ['account', 'invalid'] },
  { meaning: 'wrong_action', all: ['action', 'invalid'] },
  { meaning: 'wrong_action', all: ['action', 'missing'] },
  { meaning: 'wrong_action', all: ['action', 'unsupported'] },
  { meaning: 'invalid_key', all: ['key', 'invalid'] },
  { meaning: 'invalid_key', all: ['unauthorised'] },
  { meaning: 'index', all: ['greeting'] },
];

/** The error codes of one large Turkish family of panel software, which others copied. */
export const NUMERIC_CODES: Record<string, WordingMeaning> = {
  '101': 'missing_key',
  '102': 'invalid_key',
  '103': 'inactive_account',
};

/** Units of time in which a panel says how long to wait, in seconds. */
export const TIME_UNITS: readonly { seconds: number; words: string }[] = [
  {
    seconds: 1,
    words:
      's | sec | secs | second | seconds | saniye | sn | detik | dtk | сек | секунд | секунды | секунду | с | segundo | segundos | seg | ثانيه | ثواني | ثوان',
  },
  {
    seconds: 60,
    words:
      'm | min | mins | minute | minutes | dakika | dk | menit | мин | минут | минуты | минуту | minuto | minutos | دقيقه | دقائق | دقاءق | دقايق',
  },
  {
    seconds: 3600,
    words: 'h | hour | hours | saat | jam | час | часа | часов | hora | horas | ساعه | ساعات',
  },
];
